using System.Globalization;
using System.Xml;

namespace Groundwork.Documents.Readers;

/// <summary>Counts the items of numbered lists and gives each its marker.</summary>
internal sealed class DocxNumbering
{
    private readonly Dictionary<string, string> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Definition, int Level), (string Format, int Start)> _levels = [];
    private readonly Dictionary<(string List, int Level), int> _counts = [];

    public DocxNumbering(DocxPackage package)
    {
        using var reader = package.OpenPart("numbering");
        string definition = "", list = "";
        var level = 0;
        while (reader is not null && DocxPackage.Read(reader))
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            switch (reader.LocalName)
            {
                case "abstractNum":
                    definition = DocxStyles.Attribute(reader, "abstractNumId") ?? "";
                    break;
                case "lvl":
                    level = DocxStyles.Number(DocxStyles.Attribute(reader, "ilvl")) ?? 0;
                    _levels.TryAdd((definition, level), ("decimal", 1));
                    break;
                case "numFmt" when _levels.TryGetValue((definition, level), out var known):
                    _levels[(definition, level)] = known with { Format = DocxStyles.Attribute(reader, "val") ?? known.Format };
                    break;
                case "start" when _levels.TryGetValue((definition, level), out var known):
                    _levels[(definition, level)] = known with { Start = DocxStyles.Number(DocxStyles.Attribute(reader, "val")) ?? known.Start };
                    break;
                case "num":
                    list = DocxStyles.Attribute(reader, "numId") ?? "";
                    break;
                case "abstractNumId":
                    _definitions[list] = DocxStyles.Attribute(reader, "val") ?? "";
                    break;
            }
        }
    }

    /// <summary>The marker of the next item, like <c>"- "</c> or <c>"3. "</c>.</summary>
    public string Next(string list, int level)
    {
        var (format, start) = _definitions.TryGetValue(list, out var definition) && _levels.TryGetValue((definition, level), out var known) ? known : ("bullet", 1);
        if (format is "bullet" or "none") return "- ";
        var count = _counts.TryGetValue((list, level), out var before) ? before + 1 : start;
        _counts[(list, level)] = count;
        // An item of an outer list starts the inner lists anew.
        foreach (var inner in _counts.Keys.Where(key => key.Level > level && key.List.Equals(list, StringComparison.Ordinal)).ToList()) _counts.Remove(inner);
        return string.Create(CultureInfo.InvariantCulture, $"{count}. ");
    }
}
