using System.Globalization;
using Groundwork.Models.Metering;

namespace Groundwork.Models.Routing;

/// <summary>Notes every reservation and how it ended.</summary>
internal sealed class RecordingMeter : IMeter
{
    private readonly Lock _gate = new();
    private readonly List<Reservation> _all = [];

    /// <summary>Refuses an attempt; null to admit it.</summary>
    public Func<MeteredAttempt, Exception?> Refuse { get; set; } = static _ => null;

    /// <summary>What an attempt waits for before it is admitted; null for nothing.</summary>
    public Func<MeteredAttempt, CancellationToken, Task>? Wait { get; set; }

    public IReadOnlyList<Reservation> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    public async ValueTask<IReservation> ReserveAsync(MeteredAttempt attempt, CancellationToken cancellationToken)
    {
        if (Wait is { } wait)
            await wait(attempt, cancellationToken);
        if (Refuse(attempt) is { } refusal)
            throw refusal;
        lock (_gate)
        {
            var reservation = new Reservation(string.Create(CultureInfo.InvariantCulture, $"r{_all.Count}"), attempt);
            _all.Add(reservation);
            return reservation;
        }
    }

    public void Replayed(MeteredAttempt attempt, ReplayKind kind, TimeSpan duration)
    {
    }

    internal sealed class Reservation(string id, MeteredAttempt attempt) : IReservation
    {
        private int _settled;

        public string Id => id;

        public MeteredAttempt Attempt => attempt;

        public Settlement? Settlement { get; private set; }

        public int Settled => _settled;

        public bool IsDisposed { get; private set; }

        public void Settle(Settlement settlement)
        {
            Interlocked.Increment(ref _settled);
            Settlement = settlement;
        }

        public void Dispose() => IsDisposed = true;
    }
}
