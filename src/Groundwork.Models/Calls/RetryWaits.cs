namespace Groundwork.Models.Calls;

/// <summary>The pause between two attempts.</summary>
internal static class RetryWaits
{
    /// <summary>Waits until the next attempt is due, or leaves with the failure if there is none.</summary>
    public static async Task WaitOrThrowAsync(this RetryPolicy retries, ModelException failure, int attempts, CallDeadline deadline)
    {
        if (retries.WaitAfter(failure, attempts, deadline.Remaining) is not { } wait)
            throw failure.AfterAttempts(attempts);
        try
        {
            await deadline.WaitAsync(wait);
        }
        catch (OperationCanceledException) when (!deadline.Caller.IsCancellationRequested)
        {
            throw failure.AfterAttempts(attempts);
        }
        catch (OperationCanceledException cancelled)
        {
            throw new OperationCanceledException("The call was cancelled.", cancelled, deadline.Caller);
        }
    }
}
