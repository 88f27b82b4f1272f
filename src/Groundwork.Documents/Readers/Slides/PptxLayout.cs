using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Slides;

/// <summary>Which placeholders of a layout are written without bullets.</summary>
internal sealed class PptxLayout
{
    private readonly HashSet<(string Index, int Level)> _plain = [];

    /// <summary>Reads a layout; a missing one has bullets everywhere.</summary>
    public PptxLayout(PartXml? xml)
    {
        string? index = null;
        var level = -1;
        while (xml is not null && xml.ReadToStart())
        {
            if (xml.Name is "sp") index = null;
            else if (xml.Name is "ph") index = xml["idx"] ?? xml["type"];
            else if (LevelOf(xml.Name) is { } found) level = found;
            else if (xml.Name is "buNone" && index is not null) _plain.Add((index, level));
        }
    }

    /// <summary>Whether paragraphs of this level are written without bullets.</summary>
    /// <param name="index">The placeholder's <c>idx</c>, else its type.</param>
    /// <param name="level">From 0.</param>
    public bool IsPlain(string index, int level) => _plain.Contains((index, level));

    // lvl1pPr to lvl9pPr.
    private static int? LevelOf(string name) =>
        name.Length == 7 && name.StartsWith("lvl", StringComparison.Ordinal) && name.EndsWith("pPr", StringComparison.Ordinal) && char.IsAsciiDigit(name[3]) ? name[3] - '1' : null;
}
