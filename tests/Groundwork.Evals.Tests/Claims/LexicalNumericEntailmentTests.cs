namespace Groundwork.Evals.Tests.Claims;

public sealed class LexicalNumericEntailmentTests
{
    private readonly LexicalNumericEntailment _baseline = new();

    [Theory]
    [InlineData("The gateway retries a request three times. It waits 200 milliseconds between the tries.", "The gateway retries each request three times.", true)]
    [InlineData("The limit is 50 requests per minute.", "The limit is 50 requests per minute.", true)]
    [InlineData("The limit is 50 requests per minute.", "The limit is 80 requests per minute.", false)]
    [InlineData("The index is not locked while it is read.", "The index is locked while it is read.", false)]
    [InlineData("Caching increases the throughput of the server.", "Caching decreases the throughput of the server.", false)]
    [InlineData("The cache was written by Anna Keller in Bremen.", "The cache was written by Peter Lang in Bremen.", false)]
    [InlineData("Whales are mammals that live in the sea.", "The gateway retries each request three times.", false)]
    [InlineData("Der Speicher wird jede Nacht um 3 Uhr gesichert.", "Der Speicher wird jede Nacht um 3 Uhr gesichert.", true)]
    [InlineData("Der Speicher wird jede Nacht gesichert.", "Der Speicher wird nicht jede Nacht gesichert.", false)]
    [InlineData("数据库每天凌晨三点备份。", "数据库每天凌晨三点备份。", true)]
    [InlineData("数据库每天凌晨三点备份。", "数据库不备份。", false)]
    [InlineData("", "Anything at all.", false)]
    [InlineData("Some text.", "", false)]
    [InlineData("Some text.", "?!", false)]
    public async Task Words_numbers_names_denial_and_direction_must_agree(string premise, string statement, bool supports)
    {
        var verdict = (await _baseline.JudgeAsync(premise, [statement], CancellationToken.None)).ShouldHaveSingleItem().ShouldBeOfType<Entailment.Judged>();

        verdict.Supports.ShouldBe(supports, $"{verdict}");
        verdict.Strength.ShouldBeInRange(0, 1);
        (verdict.Strength >= 0.5).ShouldBe(verdict.Supports);
    }

    [Fact]
    public async Task A_hostile_text_is_judged_in_bounded_time()
    {
        var premise = new string('a', 200_000) + " " + string.Concat(Enumerable.Repeat("x. ", 20_000)) + "\uD800 \0";

        var verdicts = await _baseline.JudgeAsync(premise, [new string('b', 100_000), "\uDC00", "x"], CancellationToken.None);

        verdicts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Many_callers_at_once_get_what_one_gets()
    {
        string[] statements = ["The gateway retries requests.", "The index is locked.", "The limit is 50."];
        const string Premise = "The gateway retries requests. The index is never locked. The limit is 50 per minute.";
        var alone = await _baseline.JudgeAsync(Premise, statements, CancellationToken.None);

        await Parallel.ForEachAsync(Enumerable.Range(0, 64), async (_, cancellationToken) => (await _baseline.JudgeAsync(Premise, statements, cancellationToken)).ShouldBe(alone));
    }
}
