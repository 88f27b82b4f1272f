using System.Text;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>How the items of a list are labelled on each of its levels.</summary>
internal sealed class OdfListStyle
{
    // A label repeats in every item; a longer one could only be made to do harm.
    private const int MaxAffix = 40;

    private readonly Dictionary<int, OdfListLevel> _levels = [];

    /// <summary>Reads a list style or the outline style, to its end.</summary>
    public static OdfListStyle Read(PartXml xml)
    {
        var style = new OdfListStyle();
        if (!xml.Enter(out var depth)) return style;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart || xml.Number("level") is not { } level) continue;
            var isNumbered = xml.Name is "list-level-style-number" or "outline-level-style";
            style._levels[level] = new OdfListLevel(
                isNumbered ? StyleOf(xml["num-format"]) : ListNumberStyle.Bullet, Affix(xml["num-prefix"]), Affix(xml["num-suffix"]), xml.Number("display-levels") ?? 1, xml.Number("start-value") ?? 1);
        }

        return style;
    }

    /// <summary>The first number of a level from 1.</summary>
    public int Start(int level) => _levels.TryGetValue(level, out var known) ? known.Start : 1;

    /// <summary>The label of an item; null for a bullet.</summary>
    /// <param name="level">From 1.</param>
    /// <param name="counts">The numbers reached, by level from 1; null where none was reached.</param>
    public string? Label(int level, IReadOnlyList<int?> counts)
    {
        if (!_levels.TryGetValue(level, out var known) || known.Style == ListNumberStyle.Bullet) return null;
        var label = new StringBuilder(known.Prefix);
        for (var i = Math.Max(1, level - known.ShownLevels + 1); i <= level; i++)
        {
            if (_levels.TryGetValue(i, out var outer) && outer.Style == ListNumberStyle.Bullet) continue;
            if (label.Length > known.Prefix.Length) label.Append('.');
            label.Append(ListNumber.Write(counts[i] ?? Start(i), outer?.Style ?? ListNumberStyle.Decimal));
        }

        return label.Append(known.Suffix).ToString().Trim();
    }

    private static string Affix(string? text) => text is { Length: <= MaxAffix } ? text : "";

    private static ListNumberStyle StyleOf(string? format) => format switch
    {
        null or "" => ListNumberStyle.Bullet,
        "a" => ListNumberStyle.LowerLetter,
        "A" => ListNumberStyle.UpperLetter,
        "i" => ListNumberStyle.LowerRoman,
        "I" => ListNumberStyle.UpperRoman,
        _ => ListNumberStyle.Decimal,
    };
}
