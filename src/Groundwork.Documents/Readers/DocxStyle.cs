namespace Groundwork.Documents.Readers;

/// <summary>One paragraph style while the styles are read.</summary>
internal sealed class DocxStyle
{
    public string? BasedOn { get; set; }

    public bool IsTitle { get; set; }

    /// <summary>0..8 for headings, 9 for body text, null when the style does not say.</summary>
    public int? OutlineLevel { get; set; }

    public string? NumberingId { get; set; }

    public int NumberingLevel { get; set; }
}
