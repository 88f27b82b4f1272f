using System.Text;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Scoring.Ranking;

public sealed class TrecFilesTests
{
    [Fact]
    public void Tabs_blanks_carriage_returns_comments_and_a_byte_order_mark_are_read() =>
        Judgements("\uFEFF# made by hand\r\n\r\n1\t0\tdoc-1\t2\r\n  1  Q0   doc\u00A02  -1  \n2 0 日本 0").ShouldBe(
            [new TrecJudgement("1", "doc-1", 2), new TrecJudgement("1", "doc\u00A02", -1), new TrecJudgement("2", "日本", 0)]);

    [Fact]
    public void What_follows_the_tag_of_a_run_is_left_out() =>
        Results("301\tQ0\tFBIS3\t99\t  2.138276\tSTANDARD more junk").ShouldBe([new TrecResult("301", "FBIS3", 2.138276, "STANDARD")]);

    [Theory]
    [InlineData("1 0 d 1\n1 0 d2\n", "Line 2 of \"qrels\" has 3 fields")]
    [InlineData("1 0 d 1.5\n", "Line 1 of \"qrels\" has the grade \"1.5\"")]
    [InlineData("1 0 d 99999999999\n", "has the grade \"99999999999\"")]
    [InlineData("1 0 d 1 extra\n", "has 5 fields")]
    [InlineData("1\u00000 d 1\n", "zero character")]
    public void A_broken_line_of_judgements_is_named(string content, string message) =>
        Should.Throw<TrecFormatException>(() => Judgements(content)).Message.ShouldContain(message);

    [Theory]
    [InlineData("1 Q0 d 1 0.5\n", "has 5 fields")]
    [InlineData("\n\n1 Q0 d 1 NaN t\n", "Line 3 of \"run\" has the score \"NaN\"")]
    [InlineData("1 Q0 d 1 1e999 t\n", "has the score \"1e999\"")]
    [InlineData("1 Q0 d 1 0,5 t\n", "has the score \"0,5\"")]
    public void A_broken_line_of_a_run_is_named(string content, string message) =>
        Should.Throw<TrecFormatException>(() => Results(content)).Message.ShouldContain(message);

    [Fact]
    public void Bytes_that_are_no_text_are_named() =>
        Should.Throw<TrecFormatException>(() => TrecFiles.ReadJudgements(new MemoryStream([(byte)'1', 0xFF, 0xFE]), "qrels", CancellationToken.None).ToList()).Message.ShouldContain("Line 1 of \"qrels\" is not UTF-8");

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        using var endless = new EndlessStream();
        Should.Throw<TrecFormatException>(() => TrecFiles.ReadResults(endless, "run", CancellationToken.None).ToList()).Message.ShouldContain("longer than 65536 bytes");
        endless.Given.ShouldBeLessThan(200_000);
    }

    [Fact]
    public void A_huge_run_is_read_line_by_line()
    {
        const int lines = 300_000;
        var text = new StringBuilder();
        for (var line = 0; line < lines; line++)
            text.Append("q").Append(line / 1000).Append(" Q0 document-").Append(line).Append(" 1 ").Append(line % 1000).Append(" tag\n");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        using var results = TrecFiles.ReadResults(stream, "run", CancellationToken.None).GetEnumerator();
        results.MoveNext().ShouldBeTrue();
        stream.Position.ShouldBeLessThanOrEqualTo(TrecFiles.LongestLine);
        var count = 1;
        while (results.MoveNext())
            count++;
        count.ShouldBe(lines);
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => TrecFiles.ReadResults(new MemoryStream("1 Q0 d 1 1 t"u8.ToArray()), "run", source.Token).ToList());
    }

    [Fact]
    public void A_document_that_is_judged_twice_is_named_with_both_grades() =>
        Should.Throw<TrecFormatException>(() => TrecFiles.ByQuery(Judgements("1 0 d 1\n1 0 d 0\n"))).Message.ShouldBe(
            "Document \"d\" is judged twice for query \"1\", as 1 and as 0. Keep one of the two lines.");

    [Fact]
    public void What_is_written_is_read_again()
    {
        var run = new Dictionary<string, IReadOnlyList<RankedItem>>(StringComparer.Ordinal)
        {
            ["b"] = [new("x", 0.1), new("y", 0.1), new("z", 1.0 / 3)],
            ["a"] = [new("日本", -2e-300)],
        };
        using var stream = new MemoryStream();
        TrecFiles.WriteRun(stream, run, "mine");
        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe("a Q0 日本 1 -2E-300 mine\nb Q0 z 1 0.3333333333333333 mine\nb Q0 y 2 0.1 mine\nb Q0 x 3 0.1 mine\n");
        stream.Position = 0;
        var again = TrecFiles.ByQuery(TrecFiles.ReadResults(stream, "run", CancellationToken.None));
        again["b"].ShouldBe(run["b"], ignoreOrder: true);
        again["a"].ShouldBe(run["a"]);
    }

    [Fact]
    public void An_id_with_a_blank_cannot_be_written() =>
        Should.Throw<TrecFormatException>(() => TrecFiles.WriteJudgements(new MemoryStream(), [new TrecJudgement("1", "two words", 1)])).Message.ShouldContain("\"two words\"");

    private static List<TrecJudgement> Judgements(string content) => [.. TrecFiles.ReadJudgements(new MemoryStream(Encoding.UTF8.GetBytes(content)), "qrels", CancellationToken.None)];

    private static List<TrecResult> Results(string content) => [.. TrecFiles.ReadResults(new MemoryStream(Encoding.UTF8.GetBytes(content)), "run", CancellationToken.None)];

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            Given += count;
            return count;
        }
    }
}
