namespace Groundwork.UseCases;

/// <summary>A key that programs present. Its secret is shown once, when it is made, and kept as a hash.</summary>
/// <param name="Id">Names it in lists, budgets and the ledger; no secret.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="Models">Routes and <c>collection:NAME</c>s it may name; empty for all.</param>
/// <param name="User">The person behind it; null where it stands for a program.</param>
/// <param name="Tenant">Whose data may meet in one cache.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="ExpiresAt">From when it is refused, UTC; null for never.</param>
/// <param name="RevokedAt">Since when it is refused, UTC; null while it is good.</param>
public sealed record ApiKey(
    string Id, string Name, IReadOnlyList<KeyScope> Scopes, IReadOnlyList<string> Models, string? User, string Tenant,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt)
{
    /// <summary>Whether it may name a model.</summary>
    public bool Permits(string model) => Models.Count == 0 || Models.Contains(model, StringComparer.Ordinal);
}
