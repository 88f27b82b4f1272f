namespace Groundwork.Documents.Readers.RichText;

/// <summary>The kinds of tokens in rich text.</summary>
internal enum RtfTokenKind
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary><c>{</c>.</summary>
    GroupStart,

    /// <summary><c>}</c>.</summary>
    GroupEnd,

    /// <summary>A control word, perhaps with a number.</summary>
    Word,

    /// <summary>A backslash with a sign that is no letter.</summary>
    Symbol,

    /// <summary>A character by its code, as <c>\'e4</c>.</summary>
    Code,

    /// <summary>Characters as they stand.</summary>
    Text,
}
