namespace Groundwork.Documents.Readers.Code;

/// <summary>What has to be known of a programming language to find its definitions: how comments and strings are written, and which words define.</summary>
internal sealed record CodeLanguage
{
    /// <summary>Like "C#".</summary>
    public required string Name { get; init; }

    /// <summary>The media type of its files.</summary>
    public required string MediaType { get; init; }

    /// <summary>How its definitions are shaped.</summary>
    public required CodeStructure Structure { get; init; }

    /// <summary>What starts a comment that ends with its line.</summary>
    public IReadOnlyList<string> LineComments { get; init; } = ["//"];

    /// <summary>What starts and ends a comment over lines.</summary>
    public IReadOnlyList<(string Open, string Close)> BlockComments { get; init; } = [("/*", "*/")];

    /// <summary>Comments over lines may stand inside each other.</summary>
    public bool CommentsNest { get; init; }

    /// <summary>Strings, longest opening first.</summary>
    public IReadOnlyList<CodeString> Strings { get; init; } = [new("\"", "\""), new("'", "'")];

    /// <summary>A <c>/</c> where no value stands before it starts a regular expression.</summary>
    public bool HasRegexLiterals { get; init; }

    /// <summary>A line that starts with <c>#</c> is for the preprocessor.</summary>
    public bool HasDirectives { get; init; }

    /// <summary>A statement may end with its line, without a semicolon.</summary>
    public bool EndsWithLine { get; init; }

    /// <summary>A type may have parameters in parentheses; otherwise a type's word before parentheses is the type of a function's result.</summary>
    public bool TypesTakeParameters { get; init; } = true;

    /// <summary>Words that start a type or another definition with definitions inside; the name follows.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Containers without a name of their own to show, like <c>extern "C"</c>.</summary>
    public IReadOnlyList<string> Wrappers { get; init; } = [];

    /// <summary>Words that start a function; the name follows.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    /// <summary>Words that start a statement, so that what follows is no function although it has parentheses.</summary>
    public IReadOnlyList<string> Statements { get; init; } = [];

    /// <summary>A name before parentheses and a body is a function (C#, Java, C); otherwise only inside a container (methods).</summary>
    public bool HasBareFunctions { get; init; }
}
