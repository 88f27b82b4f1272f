using Groundwork.Knowledge.Understanding;
using static Groundwork.Knowledge.Tests.Understanding.Library;

namespace Groundwork.Knowledge.Tests.Understanding;

public sealed class RepeatedSearchTests
{
    private const string Copy = "The gateway allows fifty requests per minute. It counts them by key, and a key that asks for more waits until the minute is over, then it may go on.";

    [Fact]
    public async Task Where_copies_are_collapsed_models_are_asked_once_and_others_take_the_places()
    {
        await using var shelf = await OpenAsync([.. Enumerable.Range(0, 6).Select(i => ($"copy{i}.md", Copy)), .. Enumerable.Range(0, 4).Select(i => ($"other{i}.md", $"The gateway of house {i} was built in {1900 + i} and has requests of its own."))]);
        var chat = new ScriptedChat(prompt => prompt.Contains("[1]", StringComparison.Ordinal) ? "[1] > [2] > [3] > [4]" : "gateway limits");
        var seen = new List<string>();
        var retriever = new RetrievalPipeline(shelf.Knowledge, shelf.Clock).Around(
            new HybridRetriever(shelf.Knowledge, Shelf.Name, null, null), Shelf.Name, [RetrievalStep.MultiQuery, RetrievalStep.Endpoint, RetrievalStep.Listwise],
            new StepHelpers
            {
                Chat = chat,
                Duplicates = shelf.Knowledge.Duplicates(Shelf.Name),
                Endpoint = (_, texts, _) =>
                {
                    seen.AddRange(texts);
                    return Task.FromResult<IReadOnlyList<double>>([.. texts.Select((_, i) => -(double)i)]);
                },
            });
        var found = await AskAsync(retriever, "gateway requests");
        found.Passages.Count.ShouldBe(5, "six copies are one");
        found.Passages.Single(p => p.StandsFor.Count > 0).StandsFor.Count.ShouldBe(5);
        seen.Count(text => text.Contains("fifty requests", StringComparison.Ordinal)).ShouldBe(1, "who orders passages sees no copies");
        chat.Asked.Count.ShouldBe(3, "once for other words, twice for the order");
    }

    [Fact]
    public async Task A_question_that_is_searched_repeatedly_asks_its_models_once()
    {
        await using var shelf = await OpenAsync();
        var chat = new ScriptedChat("fines and portals");
        var retriever = With(shelf, chat, RetrievalStep.MultiQuery);
        var question = new Question("court").Repeatable(shelf.Clock);
        foreach (var limit in new[] { 1, 4, 16 }) await retriever.RetrieveAsync(question, limit, explain: false, default);
        chat.Asked.Count.ShouldBe(1);
        await retriever.RetrieveAsync(new Question("court"), 1, explain: false, default);
        chat.Asked.Count.ShouldBe(2, "another question is asked anew");
    }

    [Fact]
    public async Task Models_that_never_answer_share_one_span_of_patience()
    {
        await using var shelf = await OpenAsync();
        var models = new AskedModels(shelf.Clock);
        var problems = new List<string>();
        foreach (var asked in new[] { "a", "b", "c", "a" })
        {
            var running = models.AskAsync<string>("the model", asked, NeverAsync, default).AsTask();
            shelf.Clock.Advance(TimeSpan.FromSeconds(15));
            problems.Add((await running).Problem);
        }

        problems.ShouldBe(
        [
            "the model did not answer within 15 s", "the model did not answer within 15 s",
            "the model was not asked: others took the 30 s that a question has for all", "the model did not answer within 15 s",
        ]);
        static async Task<(string? Said, string Problem)> NeverAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return (null, "");
        }
    }
}
