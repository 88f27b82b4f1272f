namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>What a named style says.</summary>
internal sealed class OdfStyle
{
    public string? Parent { get; set; }

    public bool IsTitle { get; set; }

    public bool IsQuote { get; set; }

    /// <summary>The paragraph begins a page.</summary>
    public bool BreaksBefore { get; set; }

    /// <summary>The paragraph ends a page.</summary>
    public bool BreaksAfter { get; set; }

    /// <summary>A sheet or a slide with this style is not shown.</summary>
    public bool IsHidden { get; set; }
}
