namespace Groundwork.Models;

/// <summary>On whose behalf a model is asked.</summary>
/// <param name="Key">Id of the API key, or <c>local</c> for the command line and pages of this machine. Never the secret.</param>
/// <param name="User">The person behind the key, as the client names them; null where it does not.</param>
/// <param name="Tenant">Whose data may meet in one cache; <c>default</c> where there is one tenant.</param>
/// <param name="Permissions">Fingerprint of everything the caller may see; equal fingerprints see the same. Empty where nothing is restricted.</param>
public sealed record Caller(string Key, string? User, string Tenant, string Permissions)
{
    /// <summary>The person at this machine.</summary>
    public static Caller Local { get; } = new("local", null, "default", "");
}
