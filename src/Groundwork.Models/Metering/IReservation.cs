namespace Groundwork.Models.Metering;

/// <summary>What is set aside for one attempt. Settled once; disposed unsettled, nothing was sent and everything goes back.</summary>
internal interface IReservation : IDisposable
{
    /// <summary>Name of the attempt, sent to the provider as <c>X-Client-Request-Id</c> so that an invoice can name it.</summary>
    string Id { get; }

    /// <summary>Books what the attempt cost and gives the rest back.</summary>
    void Settle(Settlement settlement);
}
