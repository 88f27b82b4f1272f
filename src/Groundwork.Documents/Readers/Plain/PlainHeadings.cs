namespace Groundwork.Documents.Readers.Plain;

/// <summary>Recognises the headings of lightweight markup that is otherwise read as plain text, by the ending of the file.</summary>
internal sealed class PlainHeadings
{
    private const int MaxLevel = 6;
    private const int MinUnderline = 3;

    private readonly char _mark;
    private readonly List<char> _underlines = [];

    private PlainHeadings(char mark) => _mark = mark;

    /// <summary>The rules for a file; null when it has none.</summary>
    public static PlainHeadings? For(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".RST" => new PlainHeadings('_'),
        ".ADOC" or ".ASCIIDOC" => new PlainHeadings('='),
        ".ORG" => new PlainHeadings('*'),
        _ => null,
    };

    /// <summary>The level of a line that is a heading, and the heading's text; level 0 for any other line.</summary>
    /// <param name="line">Without white space at its end.</param>
    /// <param name="next">The line after it; empty at the end.</param>
    public (int Level, string Text, bool TakesNext) Read(ReadOnlySpan<char> line, ReadOnlySpan<char> next)
    {
        if (_mark == '_') return Underlined(line, next.TrimEnd());
        var marks = 0;
        while (marks < line.Length && line[marks] == _mark) marks++;
        return marks is > 0 and <= MaxLevel && marks < line.Length && line[marks] == ' '
            ? (marks, line[marks..].Trim().ToString(), false)
            : (0, "", false);
    }

    // reStructuredText: any punctuation may underline, and the order of first use gives the levels.
    private (int Level, string Text, bool TakesNext) Underlined(ReadOnlySpan<char> line, ReadOnlySpan<char> next)
    {
        if (line.IsEmpty || next.Length < MinUnderline || next.Length < line.Length || char.IsWhiteSpace(line[0]) || !char.IsPunctuation(next[0]) && !char.IsSymbol(next[0])) return (0, "", false);
        if (next.IndexOfAnyExcept(next[0]) >= 0 || line.IndexOfAnyExcept(line[0]) < 0) return (0, "", false);
        var level = _underlines.IndexOf(next[0]);
        if (level < 0)
        {
            level = _underlines.Count;
            _underlines.Add(next[0]);
        }

        return (Math.Min(MaxLevel, level + 1), line.ToString(), true);
    }
}
