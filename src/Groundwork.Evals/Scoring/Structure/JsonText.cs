using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Groundwork.Evals.Scoring.Structure;

/// <summary>Reads JSON strictly: no comments, no trailing commas, no member twice, at most 128 levels.</summary>
internal static class JsonText
{
    private const int MostLevels = 128;
    private const string HalfPair = "It is no JSON: it holds half of a surrogate pair.";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MostLevels, AllowDuplicateProperties = false };

    public static bool TryParse(string text, out JsonElement value, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            value = document.RootElement.Clone();
            problem = text.Contains("\\ud", StringComparison.OrdinalIgnoreCase) && HoldsHalfPair(value) ? HalfPair : null;
            return problem is null;
        }
        catch (JsonException error)
        {
            problem = $"It is no JSON: {error.Message}";
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            // Half of a pair cannot be written as UTF-8, which the parser reads, nor, escaped, be compared with other names.
            problem = HalfPair;
        }

        value = default;
        return false;
    }

    // The parser lets escaped halves pass, and no string can be made of them.
    private static bool HoldsHalfPair(JsonElement value)
    {
        try
        {
            ReadTexts(value);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static void ReadTexts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            value.GetString();
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                ReadTexts(item);
        }

        if (value.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in value.EnumerateObject())
        {
            _ = member.Name;
            ReadTexts(member.Value);
        }
    }

    /// <summary>The text within a code fence that holds nothing else around it but blanks; else the text itself.</summary>
    public static string WithoutFence(string text)
    {
        var trimmed = text.Trim();
        var firstEnd = trimmed.IndexOf('\n', StringComparison.Ordinal);
        return trimmed.StartsWith("```", StringComparison.Ordinal) && trimmed.EndsWith("```", StringComparison.Ordinal) && firstEnd > 0 && trimmed.Length - 3 > firstEnd
            ? trimmed[(firstEnd + 1)..^3]
            : text;
    }
}
