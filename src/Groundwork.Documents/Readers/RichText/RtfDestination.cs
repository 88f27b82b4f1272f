namespace Groundwork.Documents.Readers.RichText;

/// <summary>Where the text of a group goes.</summary>
internal enum RtfDestination
{
    /// <summary>Into the document.</summary>
    Body,

    /// <summary>Nowhere.</summary>
    Nowhere,

    /// <summary>Into the table of fonts.</summary>
    Fonts,

    /// <summary>Into the table of styles.</summary>
    Styles,

    /// <summary>Among the properties, in groups of their own.</summary>
    Properties,

    /// <summary>Into the property that the group names.</summary>
    Property,

    /// <summary>Into a footnote or endnote.</summary>
    Note,

    /// <summary>Into the label of a list item.</summary>
    ListLabel,
}
