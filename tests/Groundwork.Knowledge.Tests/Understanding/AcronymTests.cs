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

    [Fact]
    public async Task Only_documents_that_pass_the_filter_explain_short_forms()
    {
        await using var shelf = await OpenAsync();
        async Task<StepTrace> Within(string question, string document) =>
            (await With(shelf, RetrievalStep.Acronyms).RetrieveAsync(new Question(question, FilterText.Parse([$"document={document}"])), 10, explain: false, default)).Steps.ShouldHaveSingleItem();
        (await Within("what is an II", "wet.md")).IsUsed.ShouldBeFalse();
        (await Within("what is an inverted index", "wet.md")).IsUsed.ShouldBeFalse();
        (await Within("what is an II", "index.md")).What.ShouldContain("inverted index");
        (await Within("what is an inverted index", "index.md")).What.ShouldContain("II");
    }

    [Theory]
    [InlineData("who are you", false)]
    [InlineData("what does WHO say", true)]
    [InlineData("the die is cast", false)]
    [InlineData("what is hsp", true)]
    public void Ordinary_words_in_small_letters_are_no_short_forms(string question, bool isFound)
    {
        var book = new AcronymBook([("WHO", "World Health Organization"), ("ARE", "Acute Renal Event"), ("DIE", "Direct Index Entry"), ("HSP", "heat shock protein")]);
        book.OthersOf(question).Any().ShouldBe(isFound);
    }

    [Fact]
    public async Task After_a_commit_new_explanations_are_known_and_those_that_went_are_not()
    {
        await using var shelf = await OpenAsync();
        var books = shelf.Knowledge.Acronyms;
        (await OthersOfAsync("HSP")).ShouldBeEmpty();
        shelf.Write("more.md", "The heat shock protein (HSP) folds.");
        await shelf.IngestAsync();
        (await OthersOfAsync("HSP")).ShouldBe(["heat shock protein"]);
        (await OthersOfAsync("II")).ShouldBe(["inverted index"]);
        await using (var writer = await shelf.OpenWriterAsync())
        {
            await writer.RemoveAsync([new Documents.DocumentId("index.md")], default);
            await writer.CommitAsync(default);
        }

        (await OthersOfAsync("II")).ShouldBeEmpty();
        (await OthersOfAsync("HSP")).ShouldBe(["heat shock protein"]);
        async Task<string[]> OthersOfAsync(string text) => [.. (await books.OfAsync(Shelf.Name, default)).OthersOf(text).Select(o => o.Other)];
    }

    [Fact]
    public async Task A_removed_collection_has_no_book()
    {
        await using var shelf = await OpenAsync();
        await shelf.Knowledge.Acronyms.OfAsync(Shelf.Name, default);
        shelf.Knowledge.Acronyms.Count.ShouldBe(1);
        await shelf.Knowledge.RemoveAsync(Shelf.Name, null, default);
        shelf.Knowledge.Acronyms.Count.ShouldBe(0);
        await Should.ThrowAsync<CollectionNotFoundException>(async () => await shelf.Knowledge.Acronyms.OfAsync(Shelf.Name, default));
    }
}
