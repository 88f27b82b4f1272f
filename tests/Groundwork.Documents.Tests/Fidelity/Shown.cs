using System.Globalization;

namespace Groundwork.Documents.Tests.Fidelity;

/// <summary>Writes the structure of a document so that a whole expectation can stand in one text.</summary>
internal static class Shown
{
    /// <summary>One line for each block: kind, level where there is one, place, and the beginning of its text.</summary>
    public static string Structure(Document document) => string.Join('\n', document.Blocks.Select(block =>
    {
        var place = document.PlaceOf(block.Span);
        var where = string.Join(' ', new[] { place.Page is { } page ? "page " + page.ToString(CultureInfo.InvariantCulture) : null, place.Part }.OfType<string>());
        var text = block.Span.Of(document.Text).Split('\n')[0];
        return string.Create(CultureInfo.InvariantCulture, $"{block.Kind}{(block.Level > 0 ? " " + block.Level.ToString(CultureInfo.InvariantCulture) : "")}{(where.Length > 0 ? $" ({where})" : "")}: {text}");
    }));

    /// <summary>The part that the text names where these words stand.</summary>
    public static string? PartOf(this Document document, string words)
    {
        var at = document.Text.IndexOf(words, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, words);
        return document.Origins.At(at)?.Part;
    }

    public static int? PageOf(this Document document, string words)
    {
        var at = document.Text.IndexOf(words, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, words);
        return document.Origins.At(at)?.Page;
    }
}
