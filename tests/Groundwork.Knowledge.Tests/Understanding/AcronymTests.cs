using Groundwork.Knowledge.Understanding;
using static Groundwork.Knowledge.Tests.Understanding.Library;

namespace Groundwork.Knowledge.Tests.Understanding;

public sealed class AcronymTests
{
    [Theory]
    [InlineData("The heat shock protein (HSP) folds.", "HSP", "heat shock protein")]
    [InlineData("An HSP (heat shock protein) folds.", "HSP", "heat shock protein")]
    [InlineData("We use Retrieval-Augmented Generation (RAG) here.", "RAG", "Retrieval-Augmented Generation")]
    [InlineData("Die Europäische Zentralbank und das Bürgerliche Gesetzbuch (BGB) gelten.", "BGB", "Bürgerliche Gesetzbuch")]
    [InlineData("nothing (see below) and (1999) and ()", null, null)]
    [InlineData("a very odd thing (XQZ) is not explained", null, null)]
    public void Short_forms_are_found_with_the_long_form_before_or_behind_them(string text, string? shortForm, string? longForm)
    {
        var pairs = AcronymPairs.In(text).ToArray();
        if (longForm is null) pairs.ShouldAllBe(p => p.Short != shortForm);
        else pairs.ShouldBe([(shortForm!, longForm)]);
    }

    [Fact]
    public void Hostile_texts_end()
    {
        AcronymPairs.In(new string('(', 200_000)).ShouldBeEmpty();
        AcronymPairs.In(string.Concat(Enumerable.Repeat("a (AB) ", 20_000))).Count().ShouldBeLessThan(20_001);
        AcronymPairs.In("\ud800 (\udc00AB) \ud83d (AA)").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_short_form_is_searched_with_its_long_form_and_the_other_way_round()
    {
        await using var shelf = await OpenAsync();
        var retriever = With(shelf, RetrievalStep.Acronyms);
        (await AskAsync(retriever, "what is an II")).Steps.ShouldHaveSingleItem().What.ShouldContain("inverted index");
        (await AskAsync(retriever, "what is an inverted index")).Steps.ShouldHaveSingleItem().What.ShouldContain("II");
        (await AskAsync(retriever, "rain")).Steps.ShouldHaveSingleItem().IsUsed.ShouldBeFalse();
    }
}
