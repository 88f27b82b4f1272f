using System.Text;

namespace Groundwork.Documents.Readers;

/// <summary>One paragraph while it is read.</summary>
internal sealed class DocxParagraph
{
    public StringBuilder Text { get; } = new();

    /// <summary>Paragraphs of text boxes that are anchored here.</summary>
    public List<DocxParagraph> TextBoxes { get; } = [];

    public string? Style { get; set; }

    public string? NumberingId { get; set; }

    public int? NumberingLevel { get; set; }

    public int? OutlineLevel { get; set; }

    /// <summary>The reader stands inside a run's text.</summary>
    public bool IsInText { get; set; }

    /// <summary>Depth of the paragraph's properties while they are read.</summary>
    public int? PropertiesDepth { get; set; }

    public bool IsInProperties(int depth) => PropertiesDepth is { } properties && depth > properties;
}
