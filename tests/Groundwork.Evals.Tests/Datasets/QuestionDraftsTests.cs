using Groundwork.Evals.Tests.Running;
using Groundwork.Language;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Datasets;

public sealed class QuestionDraftsTests
{
    private const string Text =
        "Hedging is the sending of a second copy of a slow request to another server. It uses whichever answer comes first. "
        + "Retries make an outage longer because every client asks again at the same moment. If the queue is full, new requests are refused at once. "
        + "The breaker opens after 20 failures within a minute. Measure the percentile in the client and report it with its interval every week.";

    private static readonly DraftDocument s_document = new("net", "Networks", Text, LanguageCode.English);

    [Fact]
    public async Task Sentences_become_drafts_with_document_answer_and_place()
    {
        var drafts = await DraftAsync([s_document], DraftOptions.Default);

        var questions = drafts.Select(draft => draft.Input).ToList();
        questions.ShouldContain(question => string.Equals(question, "What is meant by Hedging?", StringComparison.Ordinal));
        questions.ShouldContain(question => string.Equals(question, "Why is it that retries make an outage longer?", StringComparison.Ordinal));
        questions.ShouldContain(question => string.Equals(question, "What follows if the queue is full?", StringComparison.Ordinal));
        questions.ShouldContain(question => string.Equals(question, "Which number is missing: \"The breaker opens after ____ failures within a minute\"?", StringComparison.Ordinal));
        drafts.ShouldAllBe(draft => draft.IsDraft && draft.Origin.Kind == ProvenanceKind.Drafted && draft.Expected.Relevant!["net"] == 1 && string.Equals(draft.Cluster, "net", StringComparison.Ordinal));
        foreach (var draft in drafts)
        {
            var answer = draft.Expected.Places!.Single().Span.Of(Text);
            draft.Expected.Reference!.ShouldContain(answer);
            draft.Input.ShouldNotContain(answer);
            draft.Input.ShouldNotContain("whichever");
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_drafts_in_whatever_order_documents_come()
    {
        var documents = Enumerable.Range(0, 20).Select(i => s_document with { Id = TestSamples.Id(i), Text = Text.Replace("server", "server" + TestSamples.Id(i), StringComparison.Ordinal) }).ToArray();
        var options = DraftOptions.Default with { Most = 30, NearDuplicate = 1 };

        var drafts = await DraftAsync(documents, options);
        var again = await DraftAsync([.. Enumerable.Reverse(documents)], options);
        var other = await DraftAsync(documents, options with { Seed = 5 });

        again.Select(draft => draft.Id).ShouldBe(drafts.Select(draft => draft.Id));
        drafts.Select(draft => draft.Id).SequenceEqual(other.Select(draft => draft.Id), StringComparer.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task A_question_that_repeats_its_passage_is_left_out()
    {
        var drafts = await DraftAsync([s_document with { Text = "The breaker opens after 20 failures within a minute." }], DraftOptions.Default);
        drafts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_thousand_questions_come_out_of_the_handbook_and_each_knows_its_answer()
    {
        var documents = Directory.EnumerateFiles(Path.Combine(Repository.Root, "content", "handbook"), "*.md").Select(Lesson).ToArray();

        var drafts = await DraftAsync(documents, DraftOptions.Default);

        drafts.Count.ShouldBe(1000);
        drafts.Select(draft => draft.Id).ShouldBeUnique(StringComparer.Ordinal);
        drafts.Select(draft => draft.Cluster).Distinct(StringComparer.Ordinal).Count().ShouldBe(documents.Length);
        var texts = documents.ToDictionary(document => document.Id, document => document.Text, StringComparer.Ordinal);
        drafts.ShouldAllBe(draft => draft.Expected.Places!.All(place => place.Span.IsWithin(texts[place.Document].Length)));
        drafts.Select(draft => draft.Tags["kind"]).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task Chinese_gets_gaps()
    {
        var drafts = await DraftAsync(
            [new DraftDocument("zh", "检索", "检索增强生成把文档片段交给语言模型。重排序模型按照相关程度重新排列候选段落。向量索引保存每个段落的嵌入表示。", new LanguageCode("zh"))], DraftOptions.Default);
        drafts.ShouldNotBeEmpty();
        drafts.ShouldAllBe(draft => draft.Input.Contains("____", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_model_proposes_is_checked()
    {
        var client = new QueuedClient(
            "no json",
            """
            ```json
            {"questions": [
              {"question": "Which mechanism races duplicates to beat stragglers?", "answer": "Hedging", "quote": "Hedging is the sending of a second copy"},
              {"question": "Who invented the telephone booth?", "answer": "Bell", "quote": "Alexander Graham Bell"},
              {"question": "What sends a second copy of a slow request to another server and is not supported by it?", "answer": "the unsupported", "quote": "The breaker opens"},
              {"question": "This is what?", "answer": "20 failures", "quote": "after 20 failures"}]}
            ```
            """);
        var outcomes = await new ModelDrafts(client, "scripted", new WordEntailment()).DraftAsync(new[] { s_document }.ToAsyncEnumerable(), DraftOptions.Default, 5, CancellationToken.None).ToListAsync();

        client.Prompts.Count.ShouldBe(2);
        var draft = outcomes[0].ShouldBeOfType<DraftOutcome.Drafted>().Sample;
        draft.Expected.Answers.ShouldBe(["Hedging"]);
        draft.Origin.Detail.ShouldStartWith("model scripted, prompt ");
        outcomes.Skip(1).Cast<DraftOutcome.Refused>().Select(refused => refused.Reason).ShouldBe(
            ["the quote does not stand in the passage", "the passage does not support the answer: words are missing", "the question begins with \"this\", so it does not stand alone"]);
    }

    [Fact]
    public async Task A_model_that_cannot_be_read_twice_is_one_refusal()
    {
        var outcomes = await new ModelDrafts(new QueuedClient("nonsense", "{}"), "scripted", new WordEntailment()).DraftAsync(new[] { s_document }.ToAsyncEnumerable(), DraftOptions.Default, 5, CancellationToken.None).ToListAsync();
        outcomes.Single().ShouldBeOfType<DraftOutcome.Refused>().Reason.ShouldContain("the reply lacks \"questions\"");
    }

    [Fact]
    public async Task A_test_question_that_stands_in_a_document_with_its_answer_is_found()
    {
        Sample[] samples =
        [
            new("leaked", "How long may a customer return a pair of worn shoes?", new Expectation { Answers = ["within thirty days"] }),
            new("unanswered", "How long may a customer return a pair of worn shoes?", new Expectation { Answers = ["never at all, sorry"] }),
            new("clean", "What is the period for giving footwear back?", new Expectation { Answers = ["within thirty days"] }),
            new("open", "它如何保存每个段落的嵌入表示", Expectation.Nothing),
        ];
        (string, string)[] documents = [("faq", "Q: How long may a customer return a pair of worn shoes? A: Within thirty days."), ("zh", "问题:它如何保存每个段落的嵌入表示?"), ("terms", "Goods may be returned within thirty days.")];

        var findings = await LeakageCheck.FindAsync(samples.ToAsyncEnumerable(), documents.ToAsyncEnumerable(), LeakageOptions.Default, CancellationToken.None).ToListAsync();

        findings.ShouldBe([new LeakageFinding("leaked", "faq", 1, 1), new LeakageFinding("open", "zh", 1, null)]);
    }

    private static ValueTask<IReadOnlyList<Sample>> DraftAsync(DraftDocument[] documents, DraftOptions options) => QuestionDrafts.DraftAsync(documents.ToAsyncEnumerable(), options, CancellationToken.None);

    private static DraftDocument Lesson(string path)
    {
        var text = File.ReadAllText(path);
        var headings = new List<DraftHeading>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            if (text[at] == '#') headings.Add(new DraftHeading(text[at..end].TrimStart('#', ' ').Split(" {", 2)[0], TextSpan.FromBounds(at, end)));
            at = end + 1;
        }

        return new DraftDocument(Path.GetFileNameWithoutExtension(path), headings[0].Text, text, LanguageCode.English) { Headings = headings };
    }

    private sealed class WordEntailment : IEntailment
    {
        public string Name => "words";

        public string Fingerprint => "words-1";

        public ValueTask<IReadOnlyList<Entailment>> JudgeAsync(string premise, IReadOnlyList<string> statements, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<Entailment>>(
            [.. statements.Select(statement => premise.Contains(statement, StringComparison.Ordinal) ? new Entailment.Judged(Supports: true, 1, "") : new Entailment.Judged(Supports: false, 0, "words are missing"))]);
    }

    private sealed class QueuedClient(params string[] replies) : IChatClient
    {
        private readonly Queue<string> _replies = new(replies);

        public List<string> Prompts { get; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Prompts.Add(string.Join('\n', messages.Select(message => message.Text)));
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, _replies.Dequeue())));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
