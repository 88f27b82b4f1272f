namespace Groundwork.Models;

/// <summary>What a client knows about a request and rules may use; carried in the options of a request under <see cref="Key"/>.</summary>
/// <param name="Language">ISO 639-1 code of the question; null where it is not known.</param>
/// <param name="Difficulty">0 (trivial) to 1; null where it is not known.</param>
public sealed record RequestHints(string? Language, double? Difficulty)
{
    /// <summary>Name in <c>ChatOptions.AdditionalProperties</c>; never sent to a provider.</summary>
    public const string Key = "groundwork.hints";
}
