using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Packages;

/// <summary>Word processors write each line of code as a paragraph; neighbouring ones become one block.</summary>
internal sealed class CodeLines(DocumentBuilder builder)
{
    private readonly BlockText _lines = new();

    /// <summary>Whether a style of this name is for code.</summary>
    public static bool IsCode(string styleName) =>
        styleName.Replace("_20_", " ", StringComparison.Ordinal).ToUpperInvariant() is "SOURCE CODE" or "HTML PREFORMATTED" or "PREFORMATTED TEXT" or "MACRO TEXT" or "CODE";

    public void Add(PagedText line, int? page)
    {
        if (_lines.Length > 0) _lines.Append("\n");
        if (page is not null) _lines.At(null, page);
        line.AppendTo(_lines, onOneLine: false);
    }

    /// <summary>Another block follows.</summary>
    public void End()
    {
        if (_lines.Length == 0) return;
        builder.Add(BlockKind.Code, _lines);
        _lines.Clear();
    }
}
