using System.Globalization;
using Groundwork.Models.Metering;

namespace Groundwork.Models.Routing;

/// <summary>Admits everything and books nothing, where there are neither budgets nor a ledger.</summary>
/// <param name="seed">Keeps the names of attempts apart between processes.</param>
internal sealed class Unmetered(int seed) : IMeter
{
    private long _count;

    public ValueTask<IReservation> ReserveAsync(MeteredAttempt attempt, CancellationToken cancellationToken) =>
        new(new Free(string.Create(CultureInfo.InvariantCulture, $"{(uint)seed:x}-{Interlocked.Increment(ref _count)}")));

    public void Replayed(MeteredAttempt attempt, ReplayKind kind, TimeSpan duration)
    {
    }

    private sealed class Free(string id) : IReservation
    {
        public string Id => id;

        public void Settle(Settlement settlement)
        {
        }

        public void Dispose()
        {
        }
    }
}
