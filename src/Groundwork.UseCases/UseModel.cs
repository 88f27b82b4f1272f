using System.Text.Json;
using Groundwork.Models;
using Groundwork.UseCases.Wiring;
using Microsoft.Extensions.AI;

namespace Groundwork.UseCases;

/// <summary>Models by the names that programs give them: routes, and collections that answer with citations.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class UseModel(Workspace workspace)
{
    /// <summary>What stands before the name of a collection.</summary>
    public const string CollectionMark = "collection:";

    private static readonly DateTimeOffset s_noDay = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Why an extra member of a chat request is not passed on to a provider, in a sentence that names it; null where it is.</summary>
    public static string? ProblemOf(string member, JsonElement value) => ExtraMembers.Problem(member, value);

    /// <summary>A chat client. Replies carry a trace (<see cref="TraceOf"/>) and, from a collection, the answer with its citations (<see cref="AnswerOf"/>).</summary>
    /// <param name="model">A route or <c>collection:NAME</c>.</param>
    /// <param name="key">The key that was presented; null where none is asked for.</param>
    /// <param name="user">Whom the client names as the person behind it; the key's own user counts first.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <exception cref="KeyNotPermittedException">The key may not.</exception>
    /// <exception cref="RouteNotFoundException">There is no such model.</exception>
    public async ValueTask<IChatClient> ChatAsync(string model, ApiKey? key, string? user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.StartsWith(CollectionMark, StringComparison.Ordinal))
        {
            Check(key, KeyScope.Chat, model);
            return (await workspace.Models.OpenAsync(cancellationToken)).Chat(model, ContextOf(key, user));
        }

        Check(key, KeyScope.Ask, model);
        return new CollectionChatClient(workspace, model[CollectionMark.Length..], CallerOf(key, user));
    }

    /// <summary>An embedding generator.</summary>
    /// <exception cref="KeyNotPermittedException">The key may not.</exception>
    /// <exception cref="RouteNotFoundException">There is no such model.</exception>
    public async ValueTask<IEmbeddingGenerator<string, Embedding<float>>> EmbedderAsync(string model, ApiKey? key, string? user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        Check(key, KeyScope.Embeddings, model);
        return (await workspace.Models.OpenAsync(cancellationToken)).Embedder(model, ContextOf(key, user));
    }

    /// <summary>The models that a key may name: routes, then collections.</summary>
    public async Task<IReadOnlyList<NamedModel>> ListAsync(ApiKey? key, CancellationToken cancellationToken)
    {
        var collections = await workspace.Knowledge.Collections.ListAsync(cancellationToken);
        return
        [
            .. workspace.Models.All.Routes.Where(route => route.Use != ModelUse.Rerank).Select(route => new NamedModel(route.Name, s_noDay))
                .Concat(collections.Select(c => new NamedModel(CollectionMark + c.Collection.Name.Value, c.Collection.CreatedAt)))
                .Where(model => key is null || key.Permits(model.Name)).OrderBy(model => model.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>One of the models that a key may name.</summary>
    /// <exception cref="RouteNotFoundException">There is no such model, or the key may not name it.</exception>
    public async Task<NamedModel> FindAsync(string model, ApiKey? key, CancellationToken cancellationToken)
    {
        var models = await ListAsync(key, cancellationToken);
        return models.FirstOrDefault(known => string.Equals(known.Name, model, StringComparison.Ordinal)) ?? throw new RouteNotFoundException(model, models.Select(known => known.Name));
    }

    /// <summary>What happened on the way to a reply; null where it does not say.</summary>
    public static ModelTrace? TraceOf(AdditionalPropertiesDictionary? properties) => RouteTrace.Of(properties) is { } trace
        ? new ModelTrace(trace.Route, trace.Target, [.. trace.Failed.Select(failed => new ModelTraceFailure(failed.Target, failed.Reason))], trace.Replay?.ToString().ToLowerInvariant(), trace.DroppedTurns)
        : null;

    /// <summary>The answer of a collection with its citations; null for a reply of a route.</summary>
    public static AskReply? AnswerOf(AdditionalPropertiesDictionary? properties) => CollectionChatClient.AnswerOf(properties);

    /// <summary>What the model signed a tool call with, and wants back beside it; null for nothing.</summary>
    public static string? SignatureOf(FunctionCallContent call) => ThoughtSignature.Of(call);

    /// <summary>Gives a tool call that comes back the signature it had; null for none.</summary>
    public static void Sign(FunctionCallContent call, string? signature) => ThoughtSignature.Set(call, signature);

    private static CallContext ContextOf(ApiKey? key, string? user) => new(CallerOf(key, user));

    internal static Caller CallerOf(ApiKey? key, string? user) => key is null ? Caller.Local with { User = user } : new Caller(key.Id, key.User ?? user, key.Tenant, "");

    /// <summary>Refuses a key that may not ask a collection.</summary>
    /// <exception cref="KeyNotPermittedException">The key may not.</exception>
    internal static void CheckAsking(ApiKey? key, string collection) => Check(key, KeyScope.Ask, CollectionMark + collection);

    private static void Check(ApiKey? key, KeyScope scope, string model)
    {
        if (key is null) return;
        if (!key.Scopes.Contains(scope)) throw new KeyNotPermittedException($"The key {key.Id} has no scope \"{scope.ToString().ToLowerInvariant()}\". Use another key, or make one with \"groundwork keys create NAME --scope {scope.ToString().ToLowerInvariant()}\".");
        if (!key.Permits(model)) throw new KeyNotPermittedException($"The key {key.Id} may not use \"{model}\". It may use {string.Join(", ", key.Models)}.");
    }
}
