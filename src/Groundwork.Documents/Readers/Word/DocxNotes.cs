using System.Text;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Word;

/// <summary>The texts of a document's footnotes and endnotes.</summary>
internal sealed class DocxNotes(CalledNotes calls)
{
    private readonly Dictionary<(bool IsEndnote, string Id), string> _texts = [];
    private readonly Dictionary<(bool IsEndnote, string Id), string> _markers = [];

    public void Read(OfficeDocument document)
    {
        Read(document, "footnotes", "footnote", isEndnote: false);
        Read(document, "endnotes", "endnote", isEndnote: true);
    }

    /// <summary>The marker for the place where a note is called; a note called twice has one marker.</summary>
    public string Call(bool isEndnote, string? id)
    {
        if (id is null || !_texts.TryGetValue((isEndnote, id), out var text)) return "";
        if (!_markers.TryGetValue((isEndnote, id), out var marker)) _markers[(isEndnote, id)] = marker = calls.Call(text);
        return marker;
    }

    private void Read(OfficeDocument document, string type, string element, bool isEndnote)
    {
        using var xml = document.OpenRelated(type);
        // Notes inside notes have no place to be called from.
        var text = new DocxText(new DocxNotes(new CalledNotes()), hasPages: false);
        var current = new StringBuilder();
        string? id = null;
        while (xml is not null && xml.ReadToStart())
        {
            if (xml.Name.Equals(element, StringComparison.Ordinal))
            {
                Keep();
                id = xml["id"];
            }
            else if (xml.Name is "p") DocxText.AppendAll(current, text.ReadParagraph(xml));
            else if (xml.Name is "tbl") current.Append(text.ReadTable(xml).OnOneLine()).Append(' ');
            else if (DocxText.IsLeftOut(xml.Name)) xml.Skip();
        }

        Keep();

        void Keep()
        {
            if (id is not null) _texts.TryAdd((isEndnote, id), current.ToString());
            current.Clear();
        }
    }
}
