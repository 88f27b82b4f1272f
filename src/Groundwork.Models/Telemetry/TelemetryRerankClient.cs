using Microsoft.Extensions.AI;

namespace Groundwork.Models.Telemetry;

/// <summary>Records each call as an activity and as measures. When nobody listens, calls pass straight through.</summary>
internal sealed class TelemetryRerankClient(IRerankClient inner, TelemetryScope scope) : IRerankClient
{
    /// <inheritdoc/>
    public Task<RerankReply> RerankAsync(string query, IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        GenAiSignals.AreHeard ? RecordedAsync(query, texts, cancellationToken) : inner.RerankAsync(query, texts, cancellationToken);

    private async Task<RerankReply> RecordedAsync(string query, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var call = new RecordedCall(scope, "rerank");
        try
        {
            var reply = await inner.RerankAsync(query, texts, cancellationToken);
            call.Answered(reply.Trace, reply.Model, reply.Usage is { } usage ? new UsageDetails { InputTokenCount = usage.Input } : null);
            return reply;
        }
        catch (Exception thrown)
        {
            call.Failed(thrown);
            throw;
        }
    }
}
