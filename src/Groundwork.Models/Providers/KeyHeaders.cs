namespace Groundwork.Models.Providers;

/// <summary>How servers want the key.</summary>
internal static class KeyHeaders
{
    public static IReadOnlyList<KeyValuePair<string, string>> Bearer(string? key) => key is null ? [] : [new("Authorization", $"Bearer {key}")];

    public static IReadOnlyList<KeyValuePair<string, string>> Named(string header, string? key) => key is null ? [] : [new(header, key)];
}
