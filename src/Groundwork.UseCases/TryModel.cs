using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Groundwork.Models;
using Microsoft.Extensions.AI;

namespace Groundwork.UseCases;

/// <summary>One request through a route, with what happened on its way. Never answered out of a cache.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class TryModel(Workspace workspace)
{
    private static readonly CallContext s_context = CallContext.Local with { MayReplay = false };

    /// <summary>Asks, and tells the answer as it comes.</summary>
    /// <exception cref="RouteNotFoundException">There is no such route.</exception>
    /// <exception cref="InvalidRequestException">The prompt is empty, or the route only re-ranks.</exception>
    /// <exception cref="ModelException">No target answered; the message names each with its reason.</exception>
    /// <exception cref="BudgetExceededException">A budget does not hold the request.</exception>
    public async IAsyncEnumerable<TryModelUpdate> RunAsync(TryModelRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrWhiteSpace(request.Prompt)) throw new InvalidRequestException("The prompt is empty. Say something, like: groundwork models try chat \"Say hello.\"");
        var route = workspace.Models.Find(request.Route) ?? throw new RouteNotFoundException(request.Route, workspace.Models.All.Routes.Select(static r => r.Name));
        var gateway = await workspace.Models.OpenAsync(cancellationToken);
        switch (route.Use)
        {
            case ModelUse.Chat:
                await foreach (var update in ChatAsync(gateway, request, cancellationToken)) yield return update;
                break;
            case ModelUse.Embed:
                yield return new TryModelUpdate.Done(await EmbedAsync(gateway, request, cancellationToken));
                break;
            default:
                throw new InvalidRequestException($"The route \"{request.Route}\" is for re-ranking, which needs more than one text. Chat and embedding routes can be tried.");
        }
    }

    private async IAsyncEnumerable<TryModelUpdate> ChatAsync(ModelGateway gateway, TryModelRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        var (text, usage, first) = (new StringBuilder(), (UsageDetails?)null, (long?)null);
        RouteTrace? trace = null;
        using var client = gateway.Chat(request.Route, s_context);
        await foreach (var update in client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, request.Prompt)], cancellationToken: cancellationToken))
        {
            trace ??= RouteTrace.Of(update.AdditionalProperties);
            usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? usage;
            if (update.Text is not { Length: > 0 } said) continue;
            first ??= workspace.ElapsedMs(started);
            text.Append(said);
            yield return new TryModelUpdate.Said(said);
        }

        yield return new TryModelUpdate.Done(ReplyOf(request, trace, text.ToString(), usage, first, workspace.ElapsedMs(started)));
    }

    private async Task<TryModelReply> EmbedAsync(ModelGateway gateway, TryModelRequest request, CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        using var embedder = gateway.Embedder(request.Route, s_context);
        var vectors = await embedder.GenerateAsync([request.Prompt], cancellationToken: cancellationToken);
        var text = string.Create(CultureInfo.InvariantCulture, $"A vector of {vectors[0].Vector.Length} dimensions.");
        return ReplyOf(request, RouteTrace.Of(vectors.AdditionalProperties), text, vectors.Usage, null, workspace.ElapsedMs(started));
    }

    private TryModelReply ReplyOf(TryModelRequest request, RouteTrace? trace, string text, UsageDetails? usage, long? firstMs, long elapsedMs)
    {
        var target = workspace.Models.All.Targets.FirstOrDefault(known => string.Equals(known.Name, trace?.Target, StringComparison.Ordinal));
        var cost = usage is not null && target?.Price is { } price
            ? price.Of(new TokenUsage(usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0, Math.Min(usage.CachedInputTokenCount ?? 0, usage.InputTokenCount ?? 0))).Usd
            : (decimal?)null;
        return new TryModelReply(
            request.Route, trace?.Target ?? "", [.. trace?.Failed.Select(static failed => new ModelTraceFailure(failed.Target, failed.Reason)) ?? []], text,
            usage is null ? null : new UsageReply(usage.InputTokenCount, usage.OutputTokenCount), cost, firstMs, elapsedMs);
    }
}
