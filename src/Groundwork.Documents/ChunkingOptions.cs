using System.Globalization;

namespace Groundwork.Documents;

/// <summary>How large chunks become. All sizes are tokens as <c>TokenEstimate</c> counts them.</summary>
public sealed record ChunkingOptions
{
    /// <summary>The defaults.</summary>
    public static readonly ChunkingOptions Default = new();

    /// <summary>A section is cut so that its pieces do not fall below this where it can be helped. Default 200.</summary>
    public int MinTokens { get; init; } = 200;

    /// <summary>No chunk of running text is larger, but for the heading that a single sentence takes along. Default 350.</summary>
    public int MaxTokens { get; init; } = 350;

    /// <summary>A section smaller than this may share a chunk with a neighbour. Default 60; 0 keeps every section apart.</summary>
    public int TinyTokens { get; init; } = 60;

    /// <summary>A table up to this size stays whole; a larger one is cut between rows into pieces of <see cref="MaxTokens"/>. Default 700.</summary>
    public int MaxTableTokens { get; init; } = 700;

    /// <summary>A code block up to this size stays whole; a larger one is cut between lines into pieces of <see cref="MaxTokens"/>. Default 700.</summary>
    public int MaxCodeTokens { get; init; } = 700;

    /// <summary>All problems with these values, in words; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (MaxTokens is < 32 or > 100_000) problems.Add(string.Create(CultureInfo.InvariantCulture, $"MaxTokens is {MaxTokens}; it must lie in 32..100000."));
        if (MinTokens < 0 || MinTokens > MaxTokens) problems.Add(string.Create(CultureInfo.InvariantCulture, $"MinTokens is {MinTokens}; it must lie in 0..MaxTokens ({MaxTokens})."));
        if (TinyTokens < 0 || TinyTokens > MaxTokens) problems.Add(string.Create(CultureInfo.InvariantCulture, $"TinyTokens is {TinyTokens}; it must lie in 0..MaxTokens ({MaxTokens})."));
        if (MaxTableTokens < MaxTokens) problems.Add(string.Create(CultureInfo.InvariantCulture, $"MaxTableTokens is {MaxTableTokens}; it must be at least MaxTokens ({MaxTokens})."));
        if (MaxCodeTokens < MaxTokens) problems.Add(string.Create(CultureInfo.InvariantCulture, $"MaxCodeTokens is {MaxCodeTokens}; it must be at least MaxTokens ({MaxTokens})."));
        return problems;
    }
}
