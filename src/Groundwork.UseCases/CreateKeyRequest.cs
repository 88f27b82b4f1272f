namespace Groundwork.UseCases;

/// <summary>A key to make.</summary>
/// <param name="Name">What people call it, 1..100 characters.</param>
/// <param name="Scopes">What it may be used for; all when left out.</param>
/// <param name="Models">Routes and <c>collection:NAME</c>s it may name; all when left out.</param>
/// <param name="User">The person behind it.</param>
/// <param name="Tenant">Whose data may meet in one cache.</param>
/// <param name="ExpiresInDays">Days until it is refused, 1..3650; never when left out.</param>
public sealed record CreateKeyRequest(
    string Name, IReadOnlyList<KeyScope>? Scopes = null, IReadOnlyList<string>? Models = null, string? User = null, string Tenant = "default", int? ExpiresInDays = null);
