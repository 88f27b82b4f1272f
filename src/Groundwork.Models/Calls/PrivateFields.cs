using Microsoft.Extensions.AI;

namespace Groundwork.Models.Calls;

/// <summary>Additional properties of a request that are for the gateway and never leave it.</summary>
internal static class PrivateFields
{
    /// <summary>Beginning of their names.</summary>
    public const string Prefix = "groundwork.";

    /// <summary>Name of the attempt, a string.</summary>
    public const string RequestId = Prefix + "request-id";

    /// <summary>What texts are embedded for: <c>query</c> or <c>document</c>, a string. Models that make no difference ignore it.</summary>
    public const string EmbeddingInput = Prefix + "input";

    public static bool IsPrivate(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The value as a text; null if it is none, or cannot be carried by a header.</summary>
    public static string? Text(AdditionalPropertiesDictionary? properties, string name) =>
        properties is not null && properties.TryGetValue(name, out var value) && value is string { Length: > 0 } text && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? text : null;
}
