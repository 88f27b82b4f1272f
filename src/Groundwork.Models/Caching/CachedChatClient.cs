using System.Runtime.CompilerServices;
using Groundwork.Models.Metering;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Caching;

/// <summary>Gives kept answers again where a route allows it, and lets concurrent equal requests share one call.</summary>
/// <param name="inner">Asks models.</param>
/// <param name="route">The route; its <see cref="ModelRoute.Cache"/> decides.</param>
/// <param name="context">Who asks, and the walls.</param>
/// <param name="cache">Shared by all clients of a gateway.</param>
/// <param name="meter">Counts replays.</param>
/// <param name="targets">Every target by name.</param>
/// <param name="embedder">For answers to differently worded questions; null for none.</param>
/// <param name="time">Measures how long replays take.</param>
internal sealed class CachedChatClient(
    IChatClient inner, ModelRoute route, CallContext context, AnswerCache cache, IMeter meter, IReadOnlyDictionary<string, ModelTarget> targets,
    IEmbeddingGenerator<string, Embedding<float>>? embedder, TimeProvider time) : DelegatingChatClient(inner)
{
    // An answer should not wait longer than this for the chance of a replay.
    private static readonly TimeSpan LongestEmbedding = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var started = time.GetTimestamp();
        var plan = await PlanAsync(request, options, cancellationToken);
        if (plan.Replay is { } replay)
        {
            Count(replay.Answer.Target, replay.Kind, started);
            return replay.Answer.Replay(route.Name, replay.Kind);
        }

        if (plan.Key is not { } key)
        {
            var response = await base.GetResponseAsync(request, options, cancellationToken);
            Keep(plan, response);
            return response;
        }

        ChatResponse? own = null;
        List<ChatResponseUpdate>? shared = null;
        await foreach (var update in ShareAsync(key, AskAsync, started, cancellationToken)) (shared ??= []).Add(update);
        return own ?? (shared ?? []).ToChatResponse();

        async Task AskAsync(SharedCall call)
        {
            own = await base.GetResponseAsync(request, options, call.Abandoned);
            Keep(plan, own);
            call.Whole = own;
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var started = time.GetTimestamp();
        var plan = await PlanAsync(request, options, cancellationToken);
        if (plan.Replay is { } replay)
        {
            Count(replay.Answer.Target, replay.Kind, started);
            foreach (var update in replay.Answer.ReplayUpdates(route.Name, replay.Kind)) yield return update;
            yield break;
        }

        if (plan.Key is { } key)
        {
            await foreach (var update in ShareAsync(key, AskAsync, started, cancellationToken)) yield return update;
            yield break;
        }

        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in base.GetStreamingResponseAsync(request, options, cancellationToken))
        {
            if (plan.Question is not null) updates.Add(update);
            yield return update;
        }

        if (plan.Question is not null) Keep(plan, updates.ToChatResponse());

        async Task AskAsync(SharedCall call)
        {
            await foreach (var update in base.GetStreamingResponseAsync(request, options, call.Abandoned)) call.Add(update);
            Keep(plan, call.Updates.ToChatResponse());
        }
    }

    private async ValueTask<CachePlan> PlanAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var settings = route.Cache;
        if (!context.MayReplay || (!settings.Exact && settings.SemanticThreshold is null)) return CachePlan.None;
        var key = settings.Exact ? CanonicalRequest.KeyOf(route.Name, context, messages, options) : null;
        if (key is { } exact && cache.Find(exact) is { } answer) return new CachePlan(null, null, (answer, ReplayKind.Exact));

        // What is to be different each time is not given again for another wording.
        if (settings.SemanticThreshold is not { } threshold || embedder is null || options?.Temperature > 0) return new CachePlan(key, null, null);
        if (CanonicalRequest.PartitionOf(route.Name, context, messages, options) is not var (partition, text)) return new CachePlan(key, null, null);
        if (await EmbedAsync(text, cancellationToken) is not { } vector) return new CachePlan(key, null, null);
        var question = new SemanticQuestion(partition, text, vector);
        return cache.Semantic.Find(question, threshold) is { } similar ? new CachePlan(null, null, (similar, ReplayKind.Semantic)) : new CachePlan(key, question, null);
    }

    // A cache that cannot be asked, or not soon, is no reason not to answer.
    private async ValueTask<float[]?> EmbedAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            using var deadline = new CancellationTokenSource(route.FirstTokenTimeout / 4 < LongestEmbedding ? route.FirstTokenTimeout / 4 : LongestEmbedding, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            var embeddings = await embedder!.GenerateAsync([text], cancellationToken: either.Token);
            return embeddings is [{ } one] ? SemanticCache.Normalised(one.Vector.Span) : null;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> ShareAsync(
        RequestKey key, Func<SharedCall, Task> ask, long started, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (call, wasUnderWay, answer) = cache.Join(key, ask);
            if (call is null)
            {
                Count(answer!.Target, ReplayKind.Exact, started);
                foreach (var update in answer.ReplayUpdates(route.Name, ReplayKind.Exact)) yield return update;
                yield break;
            }

            var hasBegun = false;
            var isRefused = false;
            try
            {
                await using var updates = call.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
                while (true)
                {
                    try
                    {
                        if (!await updates.MoveNextAsync()) break;
                    }
                    catch (BudgetExceededException) when (wasUnderWay && !hasBegun)
                    {
                        // Whoever asked first has spent their budget; that says nothing of this caller's.
                        isRefused = true;
                        break;
                    }

                    yield return wasUnderWay ? Shared(updates.Current, isFirst: !hasBegun, started) : updates.Current;
                    hasBegun = true;
                }
            }
            finally
            {
                call.Leave();
            }

            if (!isRefused) yield break;
        }
    }

    /// <summary>An update for a caller who reads along: its own object, marked.</summary>
    private ChatResponseUpdate Shared(ChatResponseUpdate update, bool isFirst, long started)
    {
        var copy = update.Clone();
        copy.Contents = [.. update.Contents];
        if (!isFirst) return copy;
        var trace = RouteTrace.Of(update.AdditionalProperties) ?? new RouteTrace(route.Name, string.Empty, [], null);
        copy.AdditionalProperties = new AdditionalPropertiesDictionary(update.AdditionalProperties ?? []) { [RouteTrace.Key] = trace with { Replay = ReplayKind.Shared } };
        Count(trace.Target, ReplayKind.Shared, started);
        return copy;
    }

    private void Keep(CachePlan plan, ChatResponse response)
    {
        if ((plan.Key is null && plan.Question is null) || KeptAnswer.Of(response) is not { } answer) return;
        if (plan.Key is { } key) cache.Keep(key, answer, route.Cache.KeepFor);
        if (plan.Question is { } question) cache.Semantic.Keep(question, answer, route.Cache.KeepFor);
    }

    private void Count(string target, ReplayKind kind, long started)
    {
        var known = targets.GetValueOrDefault(target) ?? targets.GetValueOrDefault(route.Targets[0].Target);
        if (known is not null) meter.Replayed(new MeteredAttempt(context, route.Name, ModelUse.Chat, known, default), kind, time.GetElapsedTime(started));
    }
}
