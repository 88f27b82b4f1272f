using Groundwork.Models.Metering;

namespace Groundwork.Models.Tests.Caching;

/// <summary>Remembers replays.</summary>
internal sealed class CountingMeter : IMeter
{
    private readonly Lock _gate = new();

    public List<ReplayKind> Replays { get; } = [];

    public ValueTask<IReservation> ReserveAsync(MeteredAttempt attempt, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Replayed(MeteredAttempt attempt, ReplayKind kind, TimeSpan duration)
    {
        lock (_gate) Replays.Add(kind);
    }
}
