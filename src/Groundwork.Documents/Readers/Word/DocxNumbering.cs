using System.Globalization;
using System.Text;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Word;

/// <summary>Counts the items of numbered lists and gives each its label (ECMA-376 part 1, section 17.9).</summary>
internal sealed class DocxNumbering
{
    public const int Levels = 9;

    private readonly Dictionary<string, string> _definitionOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(string List, int Level), int> _restarts = [];
    private readonly Dictionary<(string Definition, int Level), DocxLevel> _levels = [];
    private readonly Dictionary<string, int?[]> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    public DocxNumbering(OfficeDocument document)
    {
        using var xml = document.OpenRelated("numbering");
        string definition = "", list = "";
        var level = 0;
        var isOverride = false;
        while (xml is not null && xml.ReadToStart())
        {
            switch (xml.Name)
            {
                case "abstractNum":
                    definition = xml["abstractNumId"] ?? "";
                    isOverride = false;
                    break;
                case "num":
                    list = xml["numId"] ?? "";
                    break;
                case "abstractNumId":
                    _definitionOf[list] = xml["val"] ?? "";
                    break;
                case "lvlOverride":
                    isOverride = true;
                    level = xml.Number("ilvl") ?? 0;
                    break;
                case "startOverride":
                    _restarts[(list, level)] = xml.Number("val") ?? 1;
                    break;
                case "lvl" when !isOverride:
                    level = xml.Number("ilvl") ?? 0;
                    _levels.TryAdd((definition, level), new DocxLevel());
                    break;
                case "numFmt" when !isOverride && _levels.TryGetValue((definition, level), out var known):
                    known.TakeFormat(xml["val"]);
                    break;
                case "lvlText" when !isOverride && _levels.TryGetValue((definition, level), out var known):
                    known.TakeText(xml["val"]);
                    break;
                case "start" when !isOverride && _levels.TryGetValue((definition, level), out var known):
                    known.Start = xml.Number("val") ?? 1;
                    break;
            }
        }
    }

    /// <summary>The label of the next item, like <c>"3."</c> or <c>"2.1"</c>; null for a bullet.</summary>
    /// <param name="list">The list's id.</param>
    /// <param name="level">0..8.</param>
    public string? Next(string list, int level)
    {
        if (!_definitionOf.TryGetValue(list, out var definition) || !_levels.TryGetValue((definition, level), out var known)) return null;
        if (!_counts.TryGetValue(definition, out var counts)) _counts[definition] = counts = new int?[Levels];
        if (_begun.Add(list))
            for (var i = 0; i < Levels; i++)
                if (_restarts.TryGetValue((list, i), out var restart))
                    counts[i] = restart - 1;
        counts[level] = counts[level] is { } before ? before + 1 : known.Start;
        // An item of an outer level starts the inner levels anew.
        for (var i = level + 1; i < Levels; i++) counts[i] = null;
        if (known.Style == ListNumberStyle.Bullet) return null;
        var label = new StringBuilder(known.Text ?? string.Create(CultureInfo.InvariantCulture, $"%{level + 1}."));
        for (var i = 0; i <= level; i++)
        {
            var outer = _levels.GetValueOrDefault((definition, i)) ?? known;
            label.Replace(string.Create(CultureInfo.InvariantCulture, $"%{i + 1}"), ListNumber.Write(counts[i] ?? outer.Start, outer.Style));
        }

        return label.ToString().Trim();
    }
}
