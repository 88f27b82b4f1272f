using System.Text;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Word;

/// <summary>One paragraph while it is read.</summary>
internal sealed class DocxParagraph
{
    public PagedText Content { get; } = new();

    public StringBuilder Text => Content.Text;

    /// <summary>Paragraphs of text boxes that are anchored here.</summary>
    public List<DocxParagraph> TextBoxes { get; } = [];

    public string? Style { get; set; }

    public string? NumberingId { get; set; }

    public int? NumberingLevel { get; set; }

    public int? OutlineLevel { get; set; }
}
