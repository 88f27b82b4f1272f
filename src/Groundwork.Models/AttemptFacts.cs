namespace Groundwork.Models;

/// <summary>Of which attempt a line of the ledger speaks.</summary>
/// <param name="Key">Id of the API key.</param>
/// <param name="User">The person behind it; null where the client names none.</param>
/// <param name="Tenant">Whose data it was.</param>
/// <param name="Route">The route.</param>
/// <param name="Target">Who was asked.</param>
/// <param name="Model">The model's name at its server.</param>
/// <param name="Use">What was asked for.</param>
/// <param name="Price">What tokens cost when the attempt began; null for nothing.</param>
public sealed record AttemptFacts(string Key, string? User, string Tenant, string Route, string Target, string Model, ModelUse Use, ModelPrice? Price);
