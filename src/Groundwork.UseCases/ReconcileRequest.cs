namespace Groundwork.UseCases;

/// <summary>Compares the ledger with a provider's invoice.</summary>
/// <param name="Invoice">JSON Lines file: <c>{"id","input","output"}</c> and, where it is named, <c>"cached"</c> per line.</param>
/// <param name="Target">Whose invoice it is.</param>
/// <param name="From">First day that it covers, UTC.</param>
/// <param name="To">Last day that it covers.</param>
/// <param name="DryRun">Only say what would be booked.</param>
public sealed record ReconcileRequest(string Invoice, string Target, string From, string To, bool DryRun = false);
