using System.Text;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Slides;

/// <summary>Reads the paragraphs of one text body (DrawingML) and counts its numbered items.</summary>
/// <param name="isBulleted">Whether paragraphs of a level from 0 have bullets when they do not say it themselves.</param>
internal sealed class PptxParagraphs(Func<int, bool> isBulleted)
{
    private const int Levels = 9;

    private readonly int?[] _counts = new int?[Levels];

    public SlideParagraph Read(PartXml xml)
    {
        var text = new StringBuilder();
        var level = 0;
        bool? hasBullet = null;
        string? numbering = null;
        var start = 1;
        if (xml.Enter(out var depth))
        {
            while (xml.ReadInside(depth))
            {
                if (!xml.IsStart) continue;
                switch (xml.Name)
                {
                    case "pPr":
                        level = Math.Min(Levels - 1, xml.Number("lvl") ?? 0);
                        break;
                    case "buNone":
                        hasBullet = false;
                        break;
                    case "buChar" or "buBlip":
                        hasBullet = true;
                        break;
                    case "buAutoNum":
                        hasBullet = true;
                        numbering = xml["type"] ?? "arabicPeriod";
                        start = xml.Number("startAt") ?? 1;
                        break;
                    case "t":
                        text.Append(xml.AllText());
                        break;
                    case "br":
                        text.Append('\n');
                        break;
                    case "Fallback":
                        xml.Skip();
                        break;
                }
            }
        }

        var isItem = hasBullet ?? isBulleted(level);
        var label = isItem && numbering is not null && text.Length > 0 ? Next(numbering, level, start) : null;
        if (label is null && text.Length > 0) Array.Fill(_counts, null, level, Levels - level);
        return new SlideParagraph(text.ToString(), isItem ? level + 1 : 0, label);
    }

    private string Next(string numbering, int level, int start)
    {
        var number = _counts[level] is { } before ? before + 1 : start;
        _counts[level] = number;
        Array.Fill(_counts, null, level + 1, Levels - level - 1);
        var style = numbering.StartsWith("alphaLc", StringComparison.Ordinal) ? ListNumberStyle.LowerLetter
            : numbering.StartsWith("alphaUc", StringComparison.Ordinal) ? ListNumberStyle.UpperLetter
            : numbering.StartsWith("romanLc", StringComparison.Ordinal) ? ListNumberStyle.LowerRoman
            : numbering.StartsWith("romanUc", StringComparison.Ordinal) ? ListNumberStyle.UpperRoman
            : ListNumberStyle.Decimal;
        var text = ListNumber.Write(number, style);
        return numbering.EndsWith("ParenBoth", StringComparison.Ordinal) ? $"({text})" : numbering.EndsWith("ParenR", StringComparison.Ordinal) ? text + ")" : text + ".";
    }
}
