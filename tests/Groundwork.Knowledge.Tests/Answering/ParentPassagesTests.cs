using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Tests.Answering;

public sealed class ParentPassagesTests
{
    // One section, cut into children of a sentence or two; the first says what is asked about, the last what is asked.
    private static readonly string Section =
        "# Crane\n\nThe harbour crane was put up in 1953 beside the grain quay. " + string.Join(' ', Enumerable.Range(0, 12).Select(i => FormattableString.Invariant($"Ship number {i} came and went with grain and coal."))) + " Its rope is renewed every spring by two riggers.";

    private static async Task<Shelf> ShelfAsync(string plan)
    {
        var shelf = await Shelf.OpenAsync();
        shelf.Chunking = ChunkingPlan.Parse(plan);
        shelf.Write("crane.md", Section);
        shelf.Write("other.md", "# Canteen\n\nThe canteen opens at noon.");
        await shelf.IngestAsync();
        return shelf;
    }

    [Fact]
    public async Task A_model_is_given_the_parent_once_and_its_citations_stay_exact()
    {
        await using var shelf = await ShelfAsync("parents child=48 parent=600");
        var retriever = new HybridRetriever(shelf.Knowledge, Shelf.Name, null, null);
        var found = await retriever.RetrieveAsync(new Question("harbour crane ship grain"), 8, explain: false, default);
        found.Passages.Count(passage => passage.Chunk.Document.Value.EndsWith("crane.md", StringComparison.Ordinal)).ShouldBeGreaterThan(2);
        var chat = new ScriptedChat("Its rope is renewed every spring by two riggers. [1 \"renewed every spring\"]");
        var answer = await AnswerAsync(new GenerativeAnswerer(retriever, shelf.Documents, chat, "scripted"), "harbour crane ship grain");
        var asked = chat.Asked[0][^1].Text;
        asked.ShouldContain("put up in 1953");
        asked.ShouldContain("renewed every spring");
        asked.Split("Ship number 3 came").Length.ShouldBe(2, "the parent stands there once");
        await ShouldBeExactAsync(shelf, answer);
        answer.Claims[0].Support[0].Citation.Quote.ShouldBe("renewed every spring");
    }

    [Fact]
    public async Task Extraction_reads_the_whole_parent()
    {
        await using var shelf = await ShelfAsync("parents child=48 parent=600");
        var passages = (await shelf.RetrieveAsync("harbour crane", 1)).Passages;
        passages[0].Chunk.Text.ShouldNotContain("rope");
        var answer = await AnswerAsync(new ExtractiveAnswerer(new FixedRetriever(passages), shelf.Documents), "Who renews the rope of the harbour crane?");
        answer.Text.ShouldContain("two riggers");
        await ShouldBeExactAsync(shelf, answer);
    }

    [Fact]
    public async Task A_parent_too_large_for_an_answer_is_left_to_its_chunks()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Chunking = ChunkingPlan.Parse("parents child=48 parent=8000");
        shelf.Write("long.md", string.Concat(Enumerable.Repeat(Section[9..] + "\n\n", 12)));
        await shelf.IngestAsync();
        var passages = (await shelf.RetrieveAsync("harbour crane", 4)).Passages;
        var parent = passages[0].Chunk.Parent.ShouldNotBeNull();
        parent.Length.ShouldBeGreaterThan(6000);
        var given = await Knowledge.Answering.ParentPassages.OfAsync(passages, new Knowledge.Answering.LoadedDocuments(shelf.Documents), default);
        given.ShouldBe(passages);
    }

    [Fact]
    public async Task A_document_that_changed_since_gives_its_chunks_alone()
    {
        await using var shelf = await ShelfAsync("parents child=48 parent=600");
        var passages = (await shelf.RetrieveAsync("harbour crane", 4)).Passages;
        shelf.Write("crane.md", "# Crane\n\nThe crane is gone.");
        await shelf.IngestAsync();
        var given = await Knowledge.Answering.ParentPassages.OfAsync(passages, new Knowledge.Answering.LoadedDocuments(shelf.Documents), default);
        given.ShouldBe(passages);
    }

    private static async Task ShouldBeExactAsync(Shelf shelf, Answer answer)
    {
        answer.Claims.ShouldNotBeEmpty();
        foreach (var (citation, _, _) in answer.Claims.SelectMany(claim => claim.Support))
        {
            var stored = (await shelf.Documents.LoadAsync(citation.Document, default))!;
            citation.Span.Of(stored.Text).ShouldBe(citation.Quote);
        }
    }

    private static async Task<Answer> AnswerAsync(IAnswerer answerer, string question)
    {
        Answer? answer = null;
        await foreach (var happened in answerer.AnswerAsync(new Question(question), default))
            if (happened is AnswerEvent.Completed completed)
                answer = completed.Answer;
        return answer!;
    }
}
