namespace Groundwork.Documents;

/// <summary>What a block of canonical text is.</summary>
public enum BlockKind
{
    /// <summary>Running text.</summary>
    Paragraph,

    /// <summary>A heading; <see cref="Block.Level"/> is 1..6.</summary>
    Heading,

    /// <summary>One item of a list, with its marker.</summary>
    ListItem,

    /// <summary>A table as Markdown pipe rows, one line per row.</summary>
    Table,

    /// <summary>Code or other preformatted text, kept as it stands.</summary>
    Code,

    /// <summary>Quoted text.</summary>
    Quote,
}
