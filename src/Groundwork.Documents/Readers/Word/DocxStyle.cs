namespace Groundwork.Documents.Readers.Word;

/// <summary>One paragraph style while the styles are read.</summary>
internal sealed class DocxStyle
{
    public string? BasedOn { get; set; }

    public bool IsTitle { get; set; }

    public bool IsQuote { get; set; }

    /// <summary>A line of a table of contents, which repeats the headings.</summary>
    public bool IsContents { get; set; }

    /// <summary>0..8 for headings, 9 for body text, null when the style does not say.</summary>
    public int? OutlineLevel { get; set; }

    public string? NumberingId { get; set; }

    public int? NumberingLevel { get; set; }
}
