namespace Groundwork.TestKit;

/// <summary>Lets a test decide when a scripted model sends its next token, without any clock.</summary>
public sealed class TokenGate
{
    private readonly SemaphoreSlim _released = new(0);
    private readonly CancellationTokenSource _broken = new();

    /// <summary>Lets the next <paramref name="count"/> tokens go.</summary>
    public void Release(int count = 1) => _released.Release(count);

    /// <summary>Lets everything that follows go.</summary>
    public void ReleaseAll() => _released.Release(1_000_000);

    /// <summary>Tears the connection down at the next token.</summary>
    public void Break() => _broken.Cancel();

    /// <summary>False if the connection is to be torn down.</summary>
    internal async Task<bool> PassAsync(CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, _broken.Token);
        try
        {
            await _released.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (_broken.IsCancellationRequested)
        {
            return false;
        }
    }
}
