using Groundwork.Models.Caching;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Tests.Caching;

public sealed class CachedChatClientTests
{
    private static readonly ModelRoute Route = new("chat", ModelUse.Chat, [new RouteTarget("t")]) { Cache = new CacheSettings { Exact = true } };
    private static readonly ModelTarget Target = new("t", ModelProvider.OpenAi, new ModelEndpoint(new Uri("http://127.0.0.1:9"), "m", null));

    private readonly ManualClock _clock = new();
    private readonly ScriptedClient _model = new();
    private readonly CountingMeter _meter = new();
    private readonly AnswerCache _cache;

    public CachedChatClientTests() => _cache = new AnswerCache(16 << 20, _clock);

    [Fact]
    public async Task An_equal_request_gets_the_same_answer_marked_as_a_replay()
    {
        _model.Gate.SetResult();
        var first = await Client().GetResponseAsync("question");
        var second = await Client().GetResponseAsync("question");
        second.Text.ShouldBe(first.Text);
        RouteTrace.Of(first.AdditionalProperties)?.Replay.ShouldBeNull();
        RouteTrace.Of(second.AdditionalProperties)!.Replay.ShouldBe(ReplayKind.Exact);
        second.Usage!.AdditionalCounts!["replayed"].ShouldBe(1);
        _model.Calls.ShouldBe(1);
        _meter.Replays.ShouldBe([ReplayKind.Exact]);
        second.Messages[0].Contents.Clear();
        (await Client().GetResponseAsync("question")).Text.ShouldBe(first.Text);
    }

    [Fact]
    public async Task A_stream_is_replayed_as_a_stream_and_the_trace_comes_first()
    {
        _model.Gate.SetResult();
        var first = await Client().GetStreamingResponseAsync("question").ToListAsync();
        var second = await Client().GetStreamingResponseAsync("question").ToListAsync();
        string.Concat(second).ShouldBe(string.Concat(first));
        RouteTrace.Of(second[0].AdditionalProperties)!.Replay.ShouldBe(ReplayKind.Exact);
        _model.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task An_hour_later_the_model_is_asked_again()
    {
        _model.Gate.SetResult();
        await Client().GetResponseAsync("question");
        _clock.Advance(TimeSpan.FromHours(1));
        await Client().GetResponseAsync("question");
        _model.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Incomplete_answers_are_not_kept()
    {
        _model.Gate.SetResult();
        _model.Finish = ChatFinishReason.Length;
        await Client().GetResponseAsync("question");
        await Client().GetResponseAsync("question");
        _model.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_caller_who_wants_no_replay_gets_none()
    {
        _model.Gate.SetResult();
        await Client().GetResponseAsync("question");
        await Client(CallContext.Local with { MayReplay = false }).GetResponseAsync("question");
        _model.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_hundred_equal_requests_at_a_time_cost_one_call_streamed_or_not()
    {
        var asked = Enumerable.Range(0, 100).Select(async i => i % 2 == 0 ? (await Client().GetResponseAsync("question")).Text : string.Concat(await Client().GetStreamingResponseAsync("question").ToListAsync())).ToList();
        _model.Gate.SetResult();
        (await Task.WhenAll(asked)).Distinct(StringComparer.Ordinal).ShouldBe(["answer 1"]);
        _model.Calls.ShouldBe(1);
        _meter.Replays.Count.ShouldBe(99);
        _cache.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_follower_reads_the_stream_as_it_comes()
    {
        await using var leader = Client().GetStreamingResponseAsync("question").GetAsyncEnumerator();
        (await leader.MoveNextAsync()).ShouldBeTrue();
        await using var follower = Client().GetStreamingResponseAsync("question").GetAsyncEnumerator();
        (await follower.MoveNextAsync()).ShouldBeTrue();
        follower.Current.Text.ShouldBe("answer");
        RouteTrace.Of(follower.Current.AdditionalProperties)!.Replay.ShouldBe(ReplayKind.Shared);
        _model.Gate.SetResult();
    }

    [Fact]
    public async Task Who_asked_first_may_go_without_spoiling_it_for_the_others()
    {
        using var leaves = new CancellationTokenSource();
        var leader = Client().GetResponseAsync("question", cancellationToken: leaves.Token);
        var follower = Client().GetResponseAsync("question");
        await leaves.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leader);
        _model.Gate.SetResult();
        (await follower).Text.ShouldBe("answer 1");
        _model.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task When_the_last_reader_leaves_the_call_ends()
    {
        using var leaves = new CancellationTokenSource();
        var only = Client().GetResponseAsync("question", cancellationToken: leaves.Token);
        await leaves.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(only);
        await _model.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_failure_is_everybodys_once_and_the_next_request_tries_again()
    {
        _model.Failure = new ModelException(ModelFailure.ServerFault, true, "broken");
        var both = new[] { Client().GetResponseAsync("question"), Client().GetResponseAsync("question") };
        _model.Gate.SetResult();
        foreach (var asked in both) (await Should.ThrowAsync<ModelException>(asked)).Message.ShouldBe("broken");
        _model.Failure = null;
        (await Client().GetResponseAsync("question")).Text.ShouldBe("answer 2");
    }

    [Fact]
    public async Task Ones_exhausted_budget_is_not_the_others()
    {
        _model.Failure = new BudgetExceededException("mine", "spent", null);
        var leader = Client().GetResponseAsync("question");
        var follower = Client().GetResponseAsync("question");
        _model.Gate.SetResult();
        await Should.ThrowAsync<BudgetExceededException>(leader);
        await Should.ThrowAsync<BudgetExceededException>(follower);
        _model.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_crosses_walls_in_100_000_random_pairs()
    {
        _model.Gate.SetResult();
        var random = new Random(4711);
        var embedder = new HashingGenerator();
        var calls = 0;
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 100_000; i++)
        {
            var tenant = "t" + random.Next(8);
            var permissions = "p" + random.Next(8);
            var generation = "g" + random.Next(6);
            var prompt = "system " + random.Next(4);
            var route = Route with { Name = "r" + random.Next(3), Cache = Route.Cache with { SemanticThreshold = 0.2, SemanticEmbedder = "e", Exact = random.Next(2) == 0 } };
            var wall = $"{tenant}|{permissions}|{generation}|{prompt}|{route.Name}";
            var question = (random.Next(3)) switch { 0 => "What is the capital of France?", 1 => "what is  the capital of France", _ => "Please tell me: what is the capital of France?" };

            _model.Answer = _ => wall;
            var client = Client(new CallContext(new Caller("k", null, tenant, permissions), generation), route, embedder);
            var answer = (await client.GetResponseAsync([new ChatMessage(ChatRole.System, prompt), new ChatMessage(ChatRole.User, question)])).Text;
            answer.ShouldStartWith(wall + " ");
            asked.Add(wall);
            calls++;
        }

        calls.ShouldBe(100_000);
        _model.Calls.ShouldBeInRange(asked.Count, 40_000);
        _meter.Replays.ShouldContain(ReplayKind.Semantic);
        _meter.Replays.ShouldContain(ReplayKind.Exact);
    }

    [Fact]
    public async Task An_embedder_that_fails_or_is_silent_keeps_nobody_from_an_answer()
    {
        _model.Gate.SetResult();
        var route = Route with { FirstTokenTimeout = TimeSpan.FromSeconds(4), Cache = new CacheSettings { SemanticThreshold = 0.2, SemanticEmbedder = "e" } };

        (await Client(route: route, embedder: new BrokenGenerator(static _ => throw new InvalidOperationException("no such text"))).GetResponseAsync("   ")).Text.ShouldBe("answer 1");
        var call = Client(route: route, embedder: new BrokenGenerator(static token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token))).GetResponseAsync("question");
        await _clock.TimerDueAsync(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await call.WaitAsync(TimeSpan.FromSeconds(30))).Text.ShouldBe("answer 2");
        using var giveUp = new CancellationTokenSource();
        var left = Client(route: route, embedder: new BrokenGenerator(static token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token))).GetResponseAsync("question", cancellationToken: giveUp.Token);
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);
    }

    private CachedChatClient Client(CallContext? context = null, ModelRoute? route = null, IEmbeddingGenerator<string, Embedding<float>>? embedder = null) =>
        new(_model, route ?? Route, context ?? CallContext.Local, _cache, _meter, new Dictionary<string, ModelTarget>(StringComparer.Ordinal) { ["t"] = Target }, embedder, _clock);

    private sealed class BrokenGenerator(Func<CancellationToken, Task> end) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            await end(cancellationToken);
            return [];
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class HashingGenerator : IEmbeddingGenerator<string, Embedding<float>>
    {
        private readonly HashingEmbedder _embedder = new();

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(v => new Embedding<float>(_embedder.Embed(v)))));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
