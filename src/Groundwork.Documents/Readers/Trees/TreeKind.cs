namespace Groundwork.Documents.Readers.Trees;

/// <summary>What a value of a tree is.</summary>
internal enum TreeKind
{
    /// <summary>A text, a number, true, false or nothing.</summary>
    Text,

    /// <summary>Named values.</summary>
    Record,

    /// <summary>Values in order.</summary>
    List,

    /// <summary>A comment.</summary>
    Comment,
}
