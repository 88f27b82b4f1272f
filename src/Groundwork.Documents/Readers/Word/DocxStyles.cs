using Groundwork.Documents.Readers.Packages;
using Groundwork.Language;

namespace Groundwork.Documents.Readers.Word;

/// <summary>What the styles of a document say about headings, lists and language.</summary>
internal sealed class DocxStyles
{
    private const int MaxInheritance = 32;

    private readonly Dictionary<string, DocxStyle> _styles = new(StringComparer.Ordinal);

    public DocxStyles(OfficeDocument document)
    {
        using var xml = document.OpenRelated("styles");
        DocxStyle? style = null;
        while (xml is not null && xml.ReadToStart())
        {
            switch (xml.Name)
            {
                case "style":
                    style = new DocxStyle();
                    if (xml["styleId"] is { } id) _styles[id] = style;
                    break;
                case "lang" when style is null && LanguageCode.FromTag(xml["val"]) is var code && code != LanguageCode.Undetermined:
                    DefaultLanguage = code;
                    break;
                case "name" when style is not null && xml["val"] is { } name:
                    TakeName(style, name);
                    break;
                case "basedOn" when style is not null:
                    style.BasedOn = xml["val"];
                    break;
                case "outlineLvl" when style is not null:
                    style.OutlineLevel = xml.Number("val") ?? style.OutlineLevel;
                    break;
                case "numId" when style is not null:
                    style.NumberingId = xml["val"];
                    break;
                case "ilvl" when style is not null:
                    style.NumberingLevel = xml.Number("val");
                    break;
            }
        }
    }

    /// <summary>The language of text that names none. Programs write one without being asked, so the text itself is the better witness.</summary>
    public LanguageCode? DefaultLanguage { get; }

    /// <summary>The style with what it inherits.</summary>
    public DocxStyle Of(string? id)
    {
        var result = new DocxStyle();
        // A cycle among styles ends here.
        for (var steps = 0; id is not null && steps < MaxInheritance && _styles.TryGetValue(id, out var style); steps++)
        {
            if (steps == 0) (result.IsTitle, result.IsQuote, result.IsContents) = (style.IsTitle, style.IsQuote, style.IsContents);
            result.OutlineLevel ??= style.OutlineLevel;
            result.NumberingId ??= style.NumberingId;
            result.NumberingLevel ??= style.NumberingLevel;
            id = style.BasedOn;
        }

        // Documents written by programs often name the built-in styles without defining them.
        if (id is not null && !_styles.ContainsKey(id)) result.OutlineLevel ??= HeadingNames.OutlineLevel(id);
        return result;
    }

    private static void TakeName(DocxStyle style, string name)
    {
        style.IsTitle = name.Equals("title", StringComparison.OrdinalIgnoreCase);
        style.IsQuote = name.Equals("quote", StringComparison.OrdinalIgnoreCase) || name.Equals("intense quote", StringComparison.OrdinalIgnoreCase) || name.Equals("block text", StringComparison.OrdinalIgnoreCase);
        style.IsContents = name.Length == 5 && name.StartsWith("toc ", StringComparison.OrdinalIgnoreCase) && char.IsAsciiDigit(name[4]);
        style.OutlineLevel ??= HeadingNames.OutlineLevel(name);
    }
}
