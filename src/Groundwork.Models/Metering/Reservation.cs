namespace Groundwork.Models.Metering;

/// <summary>What a <see cref="Meter"/> set aside.</summary>
internal sealed class Reservation(Meter meter, long number, string id, LocalAccount[] accounts, Spending reserved, ModelPrice? price) : IReservation
{
    private int _isEnded;

    public string Id { get; } = id;

    public long Number { get; } = number;

    public LocalAccount[] Accounts { get; } = accounts;

    public Spending Reserved { get; } = reserved;

    public ModelPrice? Price { get; } = price;

    public void Settle(Settlement settlement)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        if (Interlocked.Exchange(ref _isEnded, 1) != 0) throw new InvalidOperationException($"The attempt {Id} was settled before.");
        meter.End(this, settlement);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0) meter.Return(this);
    }
}
