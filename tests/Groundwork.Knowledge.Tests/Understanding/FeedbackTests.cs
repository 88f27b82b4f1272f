using static Groundwork.Knowledge.Tests.Understanding.Library;

namespace Groundwork.Knowledge.Tests.Understanding;

public sealed class FeedbackTests
{
    [Fact]
    public async Task Words_of_the_best_passages_are_searched_too_and_count_for_less()
    {
        await using var shelf = await OpenAsync(("a.md", "Jaguars hunt caimans in wetlands."), ("b.md", "Caimans live in wetlands of Brazil."));
        var found = await AskAsync(With(shelf, RetrievalStep.Feedback), "jaguars");
        found.Steps.ShouldHaveSingleItem().What.ShouldContain("caimans");
        found.Passages.Select(p => p.Chunk.Document.Value).Take(2).ShouldBe(["a.md", "b.md"]);
        (await AskAsync(With(shelf), "jaguars")).Passages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_nothing_is_found_nothing_is_learnt()
    {
        await using var shelf = await OpenAsync();
        var found = await AskAsync(With(shelf, RetrievalStep.Feedback), "qqqqzzzz");
        found.Passages.ShouldBeEmpty();
        found.Steps.ShouldHaveSingleItem().IsUsed.ShouldBeFalse();
    }
}
