namespace Groundwork.Models.Calls;

/// <summary>A request whose reply is one JSON document: sent, repeated after transient failures, read.</summary>
internal sealed class ModelCall(ModelTransport transport, ModelEndpoint endpoint, RetryPolicy retries, TimeProvider time)
{
    /// <summary>What <paramref name="read"/> makes of the reply.</summary>
    /// <exception cref="ModelException">No attempt succeeded.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<T> PostAsync<T>(ReadOnlyMemory<byte> body, CallFailures failures, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken)
    {
        using var deadline = new CallDeadline(endpoint.TotalTimeout, time, cancellationToken);
        for (var attempts = 1; ; attempts++)
        {
            using var attempt = deadline.BeginAttempt(firstToken: null);
            ModelException failure;
            try
            {
                using var response = await transport.PostAsync(body, failures, attempt.Token);
                await using var reply = new ReplyBody(await response.Content.ReadAsStreamAsync(attempt.Token), endpoint.MaxReplyBytes, failures);
                return read(await reply.ReadAllAsync(attempt.Token));
            }
            catch (Exception thrown)
            {
                failure = failures.Explain(thrown, attempt, endpoint);
            }

            await retries.WaitOrThrowAsync(failure, attempts, deadline);
        }
    }
}
