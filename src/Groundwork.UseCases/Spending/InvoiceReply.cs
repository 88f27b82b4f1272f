namespace Groundwork.UseCases.Spending;

/// <summary>What came of comparing the ledger with an invoice.</summary>
/// <param name="Equal">Lines that agreed to the token.</param>
/// <param name="Settled">Attempts in doubt that are settled now, those the invoice does not name as unused.</param>
/// <param name="Differing">Settled attempts whose tokens differ; corrected.</param>
/// <param name="Unknown">Ids of the invoice that the ledger does not know; nothing was booked for them.</param>
internal sealed record InvoiceReply(int Equal, int Settled, IReadOnlyList<string> Differing, IReadOnlyList<string> Unknown);
