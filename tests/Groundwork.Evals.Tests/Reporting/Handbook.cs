using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Evals.Tests.Reporting;

/// <summary>A run that looks like one: questions on a handbook, answers with claims and citations, a judge, times, some failures. Everything comes from the seed.</summary>
internal sealed class Handbook
{
    public static readonly Metric Ndcg = new("ndcg@10", "How good the order of the first ten documents is, linear gain.");
    public static readonly Metric Success = new("success@1", "Whether the first document is relevant.") { IsRate = true, OfFailedItem = 0 };
    public static readonly Metric Faithful = new("faithfulness", "Share of the claims that a passage supports.") { Judge = "lexical", JudgeFingerprint = "l1" };
    public static readonly Metric Helpful = new("helpfulness", "Level from 1 to 5 that the rubric's judge gives.", 1, 5) { Judge = "reader", JudgeFingerprint = "j1" };
    public static readonly Metric Latency = new("latency", "Time until the last character.", 0, double.PositiveInfinity) { HigherIsBetter = false, Unit = "ms" };

    public static readonly IReadOnlyList<StoredScorer> Scorers =
    [
        new("ranking", "r1", [Ndcg, Success]), new("claims", "c1", [Faithful]), new("rubric", "u1", [Helpful]), new("cost", "k1", [Latency]),
    ];

    public static readonly ReportOptions Options = new() { Judges = [new JudgeStanding("lexical", "l1") { Certified = new DateOnly(2026, 10, 3) }, new JudgeStanding("reader", "j1") { Family = "aurora" }], SubjectFamily = "aurora" };

    private static readonly (string Language, string Question, string Passage, string Answer)[] s_texts =
    [
        ("en", "How long may I wait before I hand in travel expenses?", "Travel expenses are handed in within thirty days after the journey. Receipts above 50 euros are kept for ten years.", "Travel expenses are handed in within thirty days. Receipts above 50 euros are kept for ten years. After that they are burnt."),
        ("de", "Wer genehmigt eine Dienstreise ins Ausland?", "Dienstreisen ins Ausland genehmigt die Bereichsleitung schriftlich, spätestens zwei Wochen vorher.", "Die Bereichsleitung genehmigt Auslandsreisen schriftlich. Ein Anruf genügt."),
        ("fr", "Où faut-il déclarer un accident de trajet ?", "Un accident de trajet est déclaré au service du personnel dans les quarante-huit heures.", "Il est déclaré au service du personnel dans les quarante-huit heures."),
        ("ja", "休暇の申請はいつまでに行いますか。", "休暇の申請は二週間前までに上司に提出する。", "休暇の申請は二週間前までに提出します。部長の印が要ります。"),
        ("ar", "كم يوم إجازة سنوية لي؟", "لكل موظف ثلاثون يوم إجازة سنوية.", "لك ثلاثون يوم إجازة سنوية."),
        ("en", "Which laptop models can be ordered without approval by the head of department?", "Models A3 and A5 may be ordered without approval. All others need the head of department.", "Models A3 and A5 need no approval. The A7 needs none either."),
    ];

    private readonly List<ScoredSample> _samples;

    private Handbook(EvalRun run, List<ScoredSample> samples)
    {
        Run = run;
        _samples = samples;
    }

    public EvalRun Run { get; }

    public IReadOnlyList<ScoredSample> Samples => _samples;

    /// <param name="count">Samples.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="drop">How much worse the ranking is.</param>
    /// <param name="id">Id of the run.</param>
    public static Handbook Make(int count, int seed, double drop = 0, string id = "handbook-3f9a2c41")
    {
        var run = new EvalRun(id, "handbook", "9c1d7be04a53f2", "answers of handbook", "f-" + drop.ToString(CultureInfo.InvariantCulture), 1, 7, count, EvalRunState.Observed, DateTimeOffset.UnixEpoch)
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["model"] = "aurora-2-mini", ["prompt"] = drop > 0 ? "grounded v4" : "grounded v3", ["passages"] = "8" },
        };
        return new Handbook(run, [.. Enumerable.Range(0, count).Select(i => Sample(i, seed, drop))]);
    }

    public MeasuredRun Measure(ReportOptions? options = null)
    {
        var builder = new ReportBuilder(Run, Scorers, options ?? Options);
        foreach (var sample in _samples) builder.Add(sample);
        return builder.Build(CancellationToken.None);
    }

    public async IAsyncEnumerable<ScoredSample> Stream()
    {
        foreach (var sample in _samples)
        {
            await Task.CompletedTask;
            yield return sample;
        }
    }

    private static ScoredSample Sample(int number, int seed, double drop)
    {
        var draw = new Random((seed * 1_000_003) + number);
        var (language, question, passage, answer) = s_texts[number % s_texts.Length];
        var id = FormattableString.Invariant($"q{number:0000}");
        var sample = new Sample(id, question, new Expectation { Reference = passage.Split('.')[0] + ".", Relevant = new Dictionary<string, int>(StringComparer.Ordinal) { ["handbook/travel.md"] = 1 } })
        {
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = language, ["source"] = number % 3 == 0 ? "travel.md" : number % 3 == 1 ? "people.md" : "equipment.md" },
            Cluster = FormattableString.Invariant($"d{number / 3}"),
            Split = number % 5 == 0 ? "test" : "practice",
            Before = number % 7 == 0 ? [new SampleTurn("user", "I came back from Oslo yesterday."), new SampleTurn("assistant", "Welcome back. What can I do for you?")] : [],
        };
        if (number % 29 == 13) return Failed(sample);
        var quality = Math.Clamp(0.75 + (draw.NextDouble() * 0.5) - 0.25, 0, 1);
        // The change is noise about the drop: some get better, more get worse.
        if (drop != 0) quality = Math.Clamp(quality - drop + (((draw.NextDouble() + draw.NextDouble()) - 1) * 0.2), 0, 1);
        var isFirst = draw.NextDouble() < quality;
        var claims = Claims(answer, passage);
        var observation = new Observation(id, 0, ObservedOutcome.Answered, answer)
        {
            Passages = [new ObservedPassage("p1", "handbook/travel.md", passage), new ObservedPassage("p2", "handbook/people.md", "The staff council meets on the first Monday of a month.")],
            Claims = claims,
            Ranking = [new RankedItem("handbook/travel.md", 7.2), new RankedItem("handbook/people.md", 3.1)],
            Confidence = Math.Clamp(quality + 0.15 - (draw.NextDouble() * 0.3), 0, 1),
            Cost = new ObservedCost { LatencyMs = 300 + (draw.NextDouble() * draw.NextDouble() * 2400), InputTokens = 1840, OutputTokens = 96, Dollars = 0.0021m },
            Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["commit"] = "412" },
        };
        var right = claims.Count(c => c.Citations[0].Check == CitationCheck.Holds);
        Score helpful = number % 17 == 4 ? new Score.Failed("the judge gave no verdict after one repair") : new Score.Value(1 + draw.Next(2, 5), "It answers what was asked; the last sentence adds something nobody can check.");
        return new ScoredSample(sample, [observation],
        [
            [new ScoredObservation([new Score.Value(quality), new Score.Value(isFirst ? 1 : 0)])],
            [new ScoredObservation([new Score.Value((double)right / claims.Count, FormattableString.Invariant($"{right} of {claims.Count} claims"))]) { Evidence = Matrix(claims, answer) }],
            [new ScoredObservation([helpful])],
            [new ScoredObservation([new Score.Value(observation.Cost.LatencyMs!.Value)])],
        ]);
    }

    private static ScoredSample Failed(Sample sample)
    {
        var none = new Score.Failed("The subject failed.");
        return new ScoredSample(sample, [new Observation(sample.Id, 0, ObservedOutcome.Failed, "") { Error = "The route answered 503 three times." }],
            [[new ScoredObservation([none, none])], [new ScoredObservation([none])], [new ScoredObservation([none])], [new ScoredObservation([none])]]);
    }

    private static List<ObservedClaim> Claims(string answer, string passage)
    {
        var claims = new List<ObservedClaim>();
        var start = 0;
        for (var i = 0; i < answer.Length; i++)
        {
            if (answer[i] is not ('.' or '。')) continue;
            var span = TextSpan.FromBounds(start, i + 1);
            var holds = claims.Count == 0 || (claims.Count == 1 && answer.Contains("ten years", StringComparison.Ordinal));
            claims.Add(new ObservedClaim(span, [new ObservedCitation("handbook/travel.md", new TextSpan(0, 20), passage[..Math.Min(40, passage.Length)], holds ? CitationCheck.Holds : CitationCheck.QuoteDiffers)]));
            start = i + 2 <= answer.Length && i + 1 < answer.Length && answer[i + 1] == ' ' ? i + 2 : i + 1;
        }

        return claims;
    }

    private static string Matrix(List<ObservedClaim> claims, string answer) => ClaimMatrixFormat.Write(new ClaimMatrix(
        "lexical",
        "l1",
        [.. claims.Select((c, i) => new AnswerClaim(
            c.Span, c.Span.Of(answer),
            [Verdict(c.Citations[0].Check == CitationCheck.Holds), Verdict(false)],
            null,
            Verdict(i == 0)))],
        [],
        [new MatrixPassage("p1", "handbook/travel.md", true), new MatrixPassage("p2", "handbook/people.md", false)]));

    private static Entailment Verdict(bool supports) => new Entailment.Judged(supports, supports ? 0.93 : 0.12, supports ? "the same words and numbers stand there" : "");
}
