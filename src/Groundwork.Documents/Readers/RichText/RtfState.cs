namespace Groundwork.Documents.Readers.RichText;

/// <summary>What holds inside the current group; the end of the group brings back what held before.</summary>
internal record struct RtfState
{
    public RtfDestination Destination { get; set; }

    /// <summary>Code page of the current font.</summary>
    public int CodePage { get; set; }

    /// <summary>How many characters stand in for one Unicode character, for programs that do not know those.</summary>
    public int Substitutes { get; set; }

    /// <summary>Hidden, or deleted while changes were tracked.</summary>
    public bool IsHidden { get; set; }

    public bool IsDeleted { get; set; }

    public int Style { get; set; }

    /// <summary>0..8 for headings; null when the paragraph does not say.</summary>
    public int? OutlineLevel { get; set; }

    /// <summary>0 for no list.</summary>
    public int List { get; set; }

    /// <summary>From 0.</summary>
    public int ListLevel { get; set; }

    public bool IsInTable { get; set; }
}
