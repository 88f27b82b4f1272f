using System.Text.RegularExpressions;
using Groundwork.Language;

namespace Groundwork.Evals.Tests.Reporting;

public partial class HtmlReportTests
{
    // Shared by the tests that only look.
    private static readonly Lazy<Task<string>> s_page = new(static () => PageOf(Handbook.Make(40, 1)));

    [Fact]
    public async Task A_report_needs_nothing_from_outside()
    {
        var page = await s_page.Value;
        page.ShouldStartWith("<!doctype html>");
        page.ShouldContain("default-src 'none'; style-src 'sha256-");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("url(");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain(" style=");
        InlineHandler().IsMatch(page).ShouldBeFalse();
    }

    [Fact]
    public async Task Elements_are_closed_in_the_order_they_were_opened()
    {
        Balanced(await s_page.Value);
        Balanced(await ComparisonOf(Handbook.Make(20, 1), Handbook.Make(20, 1, 0.1, "b")));
    }

    [Fact]
    public async Task Texts_from_outside_stay_texts()
    {
        const string evil = "</details><script>alert(1)</script><b onclick='x'>&amp;\u0000\ud800";
        var sample = new Sample("<i>" + evil, evil, new Expectation { Reference = evil, Answers = [evil] })
        {
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [evil] = evil },
            Before = [new SampleTurn(evil, evil)],
            Cluster = evil,
        };
        var observation = new Observation(sample.Id, 0, ObservedOutcome.Failed, evil)
        {
            Error = evil,
            Passages = [new ObservedPassage(evil, evil, evil)],
            Claims = [new ObservedClaim(new TextSpan(0, 5), [new ObservedCitation(evil, null, evil, CitationCheck.NoDocument)])],
            Ranking = [new RankedItem(evil, 1)],
            ToolCalls = [new ObservedToolCall(evil, evil)],
            Facts = new Dictionary<string, string>(StringComparer.Ordinal) { [evil] = evil },
        };
        var run = PlainRun.About(1) with { Subject = evil, Dataset = evil, Settings = new Dictionary<string, string>(StringComparer.Ordinal) { [evil] = evil } };
        var scored = new ScoredSample(sample, [observation], [[new ScoredObservation([new Score.Value(1, evil)]) { Evidence = evil }]]);
        IReadOnlyList<StoredScorer> scorers = [new StoredScorer(evil, "1", [new Metric(evil, evil) { Judge = evil, Unit = evil }])];
        var builder = new ReportBuilder(run, scorers, ReportOptions.Default);
        builder.Add(scored);
        using var writer = new StringWriter();
        await HtmlReport.WriteAsync(writer, builder.Build(CancellationToken.None), One(scored), null, HtmlReportOptions.Default, CancellationToken.None);
        var page = writer.ToString();
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<b ");
        page.Any(static c => char.IsSurrogate(c) || (char.IsControl(c) && c != '\n')).ShouldBeFalse();
        Balanced(page);
    }

    [Fact]
    public async Task Claims_are_marked_in_words_and_signs_not_in_colour_alone()
    {
        var page = await s_page.Value;
        page.ShouldContain("[claim 1: supported]");
        page.ShouldContain("[claim 2: supported, not in the reference]");
        page.ShouldContain("[claim 3: unsupported]");
        page.ShouldContain("other words stand there");
        page.ShouldContain("It answers what was asked");
        page.ShouldContain("2 earlier turns");
        page.ShouldContain("$0.0021");
    }

    [Fact]
    public async Task Every_picture_has_words_and_a_role()
    {
        var page = await s_page.Value;
        var pictures = Pictures().Matches(page);
        pictures.Count.ShouldBeGreaterThan(20);
        foreach (var picture in pictures.Cast<Match>())
        {
            picture.Value.ShouldContain("role=\"img\"");
            picture.Value.ShouldContain("<title>");
            picture.Value.ShouldContain("<desc>");
        }
    }

    [Fact]
    public async Task Times_are_shown_only_when_they_were_scored()
    {
        (await s_page.Value).ShouldContain("Distribution of latency");
        using var writer = new StringWriter();
        var run = PlainRun.Of([0.5, 1]);
        await HtmlReport.WriteAsync(writer, run, One(PlainRun.Scored(0, new Score.Value(0.5))), null, HtmlReportOptions.Default, CancellationToken.None);
        writer.ToString().ShouldNotContain("latency");
    }

    [Fact]
    public async Task The_worst_are_whole_and_the_others_a_row_each()
    {
        var page = await PageOf(Handbook.Make(90, 1), new HtmlReportOptions { Worst = 8, Drawn = 4 });
        Regex.Count(page, "<details class=\"gw-item\">", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBe(12);
        Regex.Count(page, "<tr><th scope=\"row\">q[0-9]{4}</th>", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBe(90);
        // Two of eight places for failed ones, which are all alike.
        Regex.Count(page[..page.IndexOf("drawn by chance", StringComparison.Ordinal)], "class=\"gw-item-value\">ndcg@10 failed", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBe(2);
    }

    [Fact]
    public async Task A_large_run_makes_a_file_of_moderate_size()
    {
        const int count = 20_000;
        var values = Enumerable.Range(0, count).Select(static i => i % 97 / 97.0).ToArray();
        var run = PlainRun.Of(values, change: static (_, s) => s with { Input = new string('q', 5000) });
        using var writer = new CountingWriter();
        await HtmlReport.WriteAsync(writer, run, Many(values), null, HtmlReportOptions.Default, CancellationToken.None);
        (writer.Count / count).ShouldBeLessThan(300);
    }

    [Fact]
    public async Task The_same_run_gives_the_same_bytes() => (await s_page.Value).ShouldBe(await PageOf(Handbook.Make(40, 1)));

    [Fact]
    public async Task Writing_stops_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var run = PlainRun.Of([1]);
        await Should.ThrowAsync<OperationCanceledException>(() => HtmlReport.WriteAsync(new StringWriter(), run, Many([1]), null, HtmlReportOptions.Default, source.Token));
    }

    private static async Task<string> PageOf(Handbook handbook, HtmlReportOptions? options = null)
    {
        using var writer = new StringWriter();
        await HtmlReport.WriteAsync(writer, handbook.Measure(), handbook.Stream(), null, options ?? HtmlReportOptions.Default, CancellationToken.None);
        return writer.ToString();
    }

    private static async Task<string> ComparisonOf(Handbook before, Handbook now)
    {
        using var writer = new StringWriter();
        var (a, b) = (before.Measure(), now.Measure());
        await HtmlReport.WriteComparisonAsync(
            writer, a, b, ComparisonBuilder.Compare(a, b, Handbook.Options, CancellationToken.None), (ids, _) => ValueTask.FromResult((Named(before, ids), Named(now, ids))), null, HtmlReportOptions.Default, CancellationToken.None);
        return writer.ToString();
    }

    private static IReadOnlyList<ScoredSample> Named(Handbook handbook, IReadOnlyList<string> ids) => [.. handbook.Samples.Where(s => ids.Contains(s.Sample.Id, StringComparer.Ordinal))];

    private static async IAsyncEnumerable<ScoredSample> One(ScoredSample sample)
    {
        await Task.CompletedTask;
        yield return sample;
    }

    private static async IAsyncEnumerable<ScoredSample> Many(double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            await Task.CompletedTask;
            yield return PlainRun.Scored(i, new Score.Value(values[i]));
        }
    }

    private static void Balanced(string page)
    {
        var open = new Stack<string>(["html"]);
        foreach (var tag in Tags().Matches(page[page.IndexOf("<body", StringComparison.Ordinal)..]).Cast<Match>())
        {
            var name = tag.Groups["name"].Value;
            if (tag.Groups["close"].Length > 0) open.Pop().ShouldBe(name);
            else if (tag.Groups["self"].Length == 0) open.Push(name);
        }

        open.ShouldBeEmpty();
    }

    [GeneratedRegex("<(?<close>/)?(?<name>[a-z0-9]+)(?:\\s[^>]*?)?(?<self>/)?>", RegexOptions.None, 5000)]
    private static partial Regex Tags();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline, 5000)]
    private static partial Regex Pictures();

    [GeneratedRegex("<[a-z]+ [^>]*\\son[a-z]+=", RegexOptions.None, 5000)]
    private static partial Regex InlineHandler();

    private sealed class CountingWriter : StringWriter
    {
        public long Count { get; private set; }

        public override void Write(char value) => Count++;

        public override void Write(string? value) => Count += value?.Length ?? 0;
    }
}
