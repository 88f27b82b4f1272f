namespace Groundwork.Models;

/// <summary>Tokens of one attempt.</summary>
/// <param name="Input">Tokens read, ≥ 0, cached ones included.</param>
/// <param name="Output">Tokens written, ≥ 0, reasoning included.</param>
/// <param name="CachedInput">Those of <paramref name="Input"/> that the provider had in its own cache, 0..Input.</param>
public readonly record struct TokenUsage(long Input, long Output, long CachedInput = 0)
{
    /// <summary>Input and output.</summary>
    public long Total => Input + Output;
}
