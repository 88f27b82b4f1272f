using Groundwork.Knowledge.Tests.Understanding;
using static Groundwork.Knowledge.Tests.Understanding.Library;

namespace Groundwork.Knowledge.Tests.Answering;

public sealed class FollowUpAnswerTests
{
    private static readonly Turn[] s_before = [User("How many entries does the large cache hold?"), Assistant("The large cache holds 512 entries.")];

    private static readonly (string, string) s_caches = ("caches.md", "# Notes\n\nThe small parcel weighs two kilograms. The large cache holds 512 entries. The small cache holds 64 entries.");

    [Fact]
    public async Task An_extractive_answer_to_a_follow_up_is_about_what_was_asked_before()
    {
        await using var shelf = await OpenAsync(s_caches);
        var answer = await AnswerAsync(new ExtractiveAnswerer(With(shelf, [.. RetrievalPipeline.Default]), shelf.Documents), "And the small one?");
        answer.Abstained.ShouldBeNull();
        answer.Text.ShouldContain("64 entries");
        answer.Text.ShouldNotContain("parcel");
    }

    [Fact]
    public async Task A_model_that_answers_a_follow_up_is_told_what_was_asked_before()
    {
        await using var shelf = await OpenAsync(s_caches);
        var chat = new ScriptedChat(prompt => prompt.Contains("User: How many entries does the large cache hold?", StringComparison.Ordinal) ? "The small cache holds 64 entries. [1]" : "The small parcel weighs two kilograms. [1]");
        var answer = await AnswerAsync(new GenerativeAnswerer(With(shelf, [.. RetrievalPipeline.Default]), shelf.Documents, chat, "scripted"), "And the small one?");
        answer.Text.ShouldBe("The small cache holds 64 entries.");
        answer.Confidence!.Value.ShouldBeGreaterThan(0.3, "the question that is weighed is the one that was understood");
    }

    [Fact]
    public async Task What_was_said_before_is_no_evidence()
    {
        await using var shelf = await OpenAsync(s_caches);
        var chat = new ScriptedChat("The huge cache holds 4096 entries. [1]");
        var answerer = new GenerativeAnswerer(With(shelf, [.. RetrievalPipeline.Default]), shelf.Documents, chat, "scripted");
        (await AnswerAsync(answerer, "And the huge one?", User("Which caches are there?"), Assistant("The huge cache holds 4096 entries."))).Abstained.ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_orders_the_passages_is_told_what_a_follow_up_is_about()
    {
        await using var shelf = await OpenAsync(s_caches);
        var asked = new List<string>();
        var pipeline = new RetrievalPipeline(shelf.Knowledge, shelf.Clock);
        var retriever = pipeline.Around(
            new HybridRetriever(shelf.Knowledge, Shelf.Name, null, null), Shelf.Name, [RetrievalStep.FollowUp, RetrievalStep.Endpoint],
            new StepHelpers
            {
                Endpoint = (question, texts, _) =>
                {
                    asked.Add(question);
                    return Task.FromResult<IReadOnlyList<double>>([.. texts.Select(_ => 1d)]);
                },
            });
        await Library.AskAsync(retriever, "And the small one?", [User("Which index is inverted?"), .. s_before]);
        asked.ShouldHaveSingleItem().ShouldContain("cache");
    }

    [Fact]
    public async Task Questions_in_other_words_are_made_of_the_whole_question_and_searched_with_what_it_is_about()
    {
        await using var shelf = await OpenAsync(s_caches);
        var chat = new ScriptedChat("And the little one?");
        var inner = new Recorder(new HybridRetriever(shelf.Knowledge, Shelf.Name, null, null));
        await Library.AskAsync(new RetrievalPipeline(shelf.Knowledge, shelf.Clock).Around(inner, Shelf.Name, [RetrievalStep.FollowUp, RetrievalStep.MultiQuery], new StepHelpers { Chat = chat }), "And the small one?", s_before);
        chat.Asked[0][^1].Text.ShouldContain("And the small one? (");
        chat.Asked[0][^1].Text.ShouldContain("cache");
        inner.Asked.Select(q => q.Text).ShouldBe(["And the small one?", "And the little one?"]);
        inner.Asked.ShouldAllBe(q => q.Carried.Any(c => c.Text == "cache"));
    }

    private sealed class Recorder(IRetriever inner) : IRetriever
    {
        public List<Question> Asked { get; } = [];

        public ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
        {
            Asked.Add(question);
            return inner.RetrieveAsync(question, limit, explain, cancellationToken);
        }
    }

    private static async Task<Answer> AnswerAsync(IAnswerer answerer, string question, params Turn[] before)
    {
        Answer? answer = null;
        await foreach (var happened in answerer.AnswerAsync(new Question(question) { Before = before.Length == 0 ? s_before : before }, default))
            if (happened is AnswerEvent.Completed completed) answer = completed.Answer;
        return answer!;
    }
}
