namespace Groundwork.Documents.Readers.Code;

/// <summary>How the end of a string is known.</summary>
internal enum CodeStringKind
{
    /// <summary>By its closing mark.</summary>
    Plain,

    /// <summary>By as many closing quotes as opened it (C#).</summary>
    RawQuotes,

    /// <summary>By a quote with as many <c>#</c> as opened it (Rust).</summary>
    RawHashes,

    /// <summary>By the word between the quote and the parenthesis (C++).</summary>
    RawDelimiter,

    /// <summary>By the tag between the dollars (PostgreSQL).</summary>
    DollarTag,

    /// <summary>By a line that holds only the word behind <c>&lt;&lt;</c> (shell).</summary>
    Heredoc,

    /// <summary>By a single quote near by: otherwise it is a lifetime or a digit separator (Rust, C++).</summary>
    Character,
}
