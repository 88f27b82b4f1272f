using System.Globalization;
using Groundwork.Models.Context;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>A query and its texts on their way to a re-ranker.</summary>
internal sealed class RerankCall(string query, IReadOnlyList<string> texts) : RoutedCall<RerankReply>
{
    private static readonly EstimatedCounter Unlearned = new();

    public override ModelUse Use => ModelUse.Rerank;

    // A re-ranker reads the query again with each text.
    public override long MostInput { get; } = PlainTexts.Most(texts) + (texts.Count * RequestTexts.MostOf(query));

    public override long UsualInput => PlainTexts.Count(texts, Unlearned) + (texts.Count * Unlearned.Count(query));

    public override bool Fits(TargetState state) => PlainTexts.LongestFits(texts, state);

    public override long CountInput(TargetState state, IReadOnlyList<ChatMessage>? sent) => PlainTexts.Count(texts, state.Counter) + (texts.Count * state.Counter.Count(query));

    public override async Task<RerankReply> AttemptAsync(Attempt attempt)
    {
        if (!Fits(attempt.State))
            throw PlainTexts.TooLong(texts, attempt.State);
        var reply = await attempt.State.Clients.Reranker.RerankAsync(query, texts, attempt.Id, attempt.Token);
        var reported = attempt.Reported(reply.Usage is { } usage ? new UsageDetails { InputTokenCount = usage.Input, OutputTokenCount = usage.Output } : null);
        attempt.Complete(reported, 0);
        attempt.Dispose();
        if (reply.Scores.Count != texts.Count)
            throw new ModelException(ModelFailure.Nonsense, isTransient: false, string.Create(CultureInfo.InvariantCulture, $"\"{attempt.State.Target.Name}\" was asked about {texts.Count} texts and judged {reply.Scores.Count}. Check that it is a re-ranking model."));
        return reply with { Usage = reported };
    }

    public override RerankReply Explain(RerankReply answer, RouteTrace trace) => answer with { Trace = trace };
}
