using System.Globalization;

namespace Groundwork.Models;

/// <summary>How many texts go into one embeddings request.</summary>
public sealed record EmbeddingBatchLimits
{
    /// <summary>Texts per request, 1..2048; 64.</summary>
    public int MaxTexts { get; init; } = 64;

    /// <summary>UTF-16 code units per request, over all its texts, ≥ 1; 100 000. A longer text goes alone.</summary>
    public int MaxChars { get; init; } = 100_000;

    /// <summary>Estimated tokens per request, over all its texts, ≥ 1; 50 000. A longer text goes alone.</summary>
    public int MaxTokens { get; init; } = 50_000;

    /// <summary>Tokens a text may have: about four ASCII characters each, and one and a half for any other character.</summary>
    internal static long EstimatedTokens(string text)
    {
        long ascii = 0;
        foreach (var character in text)
            if (char.IsAscii(character))
                ascii++;
        return 1 + (ascii / 4) + ((text.Length - ascii) * 3 / 2);
    }

    /// <summary>Everything that is wrong with these values, each as a sentence; empty if nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (MaxTexts is < 1 or > 2048)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"A batch of {MaxTexts} texts cannot be sent; choose 1..2048."));
        if (MaxChars < 1)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"A batch of {MaxChars} characters cannot be sent; choose 1 or more."));
        if (MaxTokens < 1)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"A batch of {MaxTokens} tokens cannot be sent; choose 1 or more."));
        return problems;
    }
}
