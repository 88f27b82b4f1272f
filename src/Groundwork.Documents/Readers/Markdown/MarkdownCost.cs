using System.Buffers;
using Markdig.Syntax;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Tells Markdown whose parsing would take longer than its length allows.</summary>
internal static class MarkdownCost
{
    /// <summary>Marks in one paragraph up to which all of it is parsed at once. Real paragraphs stay far below.</summary>
    public const int MaxMarks = 1000;

    // The parser looks for each of these among all blocks before it.
    private const int MaxUnderlinedHeadings = 20_000;
    private const int MaxDefinitions = 20_000;
    private const int MaxDefinitionsInRow = 1000;

    private static readonly SearchValues<char> s_marks = SearchValues.Create("*_`[]<~$");

    public static bool IsHeavy(LeafBlock leaf)
    {
        var marks = 0;
        for (var i = 0; i < leaf.Lines.Count && marks <= MaxMarks; i++) marks += Marks(leaf.Lines.Lines[i].Slice.AsSpan());
        return marks > MaxMarks;
    }

    public static bool IsHeavy(ReadOnlySpan<char> text) => Marks(text) > MaxMarks;

    /// <summary>Why the whole of a text must not be parsed; null when it may be.</summary>
    public static string? WhyTooMuch(string markdown)
    {
        int underlined = 0, definitions = 0, inRow = 0;
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            var text = line.TrimStart(" >\t");
            if (text.StartsWith("---") || text.StartsWith("===") || text is "-" or "=" or "--" or "==") underlined++;
            if (text is ['[', ..] && text.IndexOf("]:", StringComparison.Ordinal) > 0)
            {
                definitions++;
                inRow++;
            }
            else
            {
                inRow = 0;
            }

            if (underlined > MaxUnderlinedHeadings) return FormattableString.Invariant($"it has more than {MaxUnderlinedHeadings} underlined headings or rules");
            if (definitions > MaxDefinitions || inRow > MaxDefinitionsInRow) return FormattableString.Invariant($"it has more than {MaxDefinitions} link definitions, or more than {MaxDefinitionsInRow} in a row");
        }

        return null;
    }

    private static int Marks(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = text.IndexOfAny(s_marks); at >= 0 && count <= MaxMarks; at = text.IndexOfAny(s_marks))
        {
            count++;
            text = text[(at + 1)..];
        }

        return count;
    }
}
