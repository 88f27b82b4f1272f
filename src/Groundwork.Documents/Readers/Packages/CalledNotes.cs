using System.Globalization;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Packages;

/// <summary>Footnotes and endnotes, numbered together in the order in which they are called; their texts follow at the end of the section.</summary>
internal sealed class CalledNotes
{
    private readonly List<(string Marker, string Text)> _waiting = [];
    private int _count;

    /// <summary>The marker for the place where a note is called, like <c>[^1]</c>; empty when the note has no text.</summary>
    public string Call(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var marker = string.Create(CultureInfo.InvariantCulture, $"[^{++_count}]");
        _waiting.Add((marker, text.Trim()));
        return marker;
    }

    /// <summary>Adds the texts of the notes called since the last time.</summary>
    public void AddTo(DocumentBuilder builder, int? page)
    {
        foreach (var (marker, text) in _waiting)
        {
            var block = new BlockText();
            if (page is not null) block.At(null, page);
            builder.Add(BlockKind.Paragraph, block.Append(marker).Append(": ").Append(text));
        }

        _waiting.Clear();
    }
}
