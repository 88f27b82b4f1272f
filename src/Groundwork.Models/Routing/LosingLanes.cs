namespace Groundwork.Models.Routing;

/// <summary>Attempts that lost a race and are letting go. Nobody who has an answer waits for them; the gateway does, at its end.</summary>
internal sealed class LosingLanes
{
    // One that has not let go by then stays reserved, and is booked as in doubt.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly HashSet<Task> _lanes = [];

    /// <summary>Keeps an eye on one until it has let go.</summary>
    public void Track(Task lane)
    {
        lock (_gate)
            _lanes.Add(lane);
        _ = lane.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits until all have let go, for a while.</summary>
    public async Task SettledAsync(TimeProvider time)
    {
        Task[] lanes;
        lock (_gate)
            lanes = [.. _lanes];
        if (lanes.Length == 0)
            return;
        using var stop = new CancellationTokenSource();
        await Task.WhenAny(Task.WhenAll(lanes), Task.Delay(Patience, time, stop.Token));
        await stop.CancelAsync();
    }

    private void Forget(Task lane)
    {
        // How a loser failed is nobody's concern; its attempt has been booked.
        _ = lane.Exception;
        lock (_gate)
            _lanes.Remove(lane);
    }
}
