namespace Groundwork.Documents.Readers.Code;

/// <summary>What a token of source code is.</summary>
internal enum CodeTokenKind
{
    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A string, a character or a regular expression.</summary>
    Text,

    /// <summary>A word or a number.</summary>
    Word,

    /// <summary>One other character.</summary>
    Mark,

    /// <summary>The end of a line outside of comments and strings.</summary>
    LineEnd,

    /// <summary>A line for the preprocessor, with its continued lines (C, C++, C#).</summary>
    Directive,
}
