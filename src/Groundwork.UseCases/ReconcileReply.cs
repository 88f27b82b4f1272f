namespace Groundwork.UseCases;

/// <summary>What came of comparing the ledger with an invoice.</summary>
/// <param name="Target">Whose invoice it is.</param>
/// <param name="Equal">Lines that agree to the token.</param>
/// <param name="Settled">Attempts in doubt that the invoice settles; those it does not name were not used.</param>
/// <param name="Differing">Settled attempts whose tokens differ; the invoice counts.</param>
/// <param name="Unknown">Ids of the invoice that the ledger does not know; nothing is booked for them.</param>
/// <param name="Booked">False where it was only tried.</param>
public sealed record ReconcileReply(string Target, int Equal, int Settled, IReadOnlyList<string> Differing, IReadOnlyList<string> Unknown, bool Booked);
