namespace Groundwork.Documents.Readers.Code;

/// <summary>The languages whose definitions are found, as tables.</summary>
internal static class CodeLanguages
{
    private static readonly string[] s_statements =
        ["if", "for", "foreach", "while", "switch", "catch", "using", "lock", "return", "new", "else", "do", "try", "throw", "await", "when", "fixed", "synchronized", "sizeof", "typeof", "__attribute__", "__declspec", "alignas", "noexcept", "decltype", "requires", "static_assert"];

    private static readonly CodeLanguage s_c = new()
    {
        Name = "C and C++",
        MediaType = "text/x-c++",
        Structure = CodeStructure.Braces,
        Strings = [new("R\"", "\"", Kind: CodeStringKind.RawDelimiter), new("\"", "\""), new("'", "'", Kind: CodeStringKind.Character)],
        Containers = ["class", "struct", "union", "enum", "concept"],
        Wrappers = ["namespace", "extern"],
        Statements = s_statements,
        HasBareFunctions = true,
        HasDirectives = true,
        TypesTakeParameters = false,
    };

    private static readonly CodeLanguage s_javaScript = new()
    {
        Name = "JavaScript",
        MediaType = "text/javascript",
        Structure = CodeStructure.Braces,
        Strings = [new("\"", "\""), new("'", "'"), new("`", "`", IsMultiline: true)],
        HasRegexLiterals = true,
        Containers = ["class", "interface", "enum"],
        Wrappers = ["namespace", "module", "declare"],
        Functions = ["function"],
        Statements = [.. s_statements, "with", "super", "import", "require"],
        EndsWithLine = true,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CodeLanguage> All { get; } =
    [
        new()
        {
            Name = "C#",
            MediaType = "text/x-csharp",
            Structure = CodeStructure.Braces,
            Strings =
            [
                new("$$\"\"\"", "\"\"\"", Kind: CodeStringKind.RawQuotes), new("$\"\"\"", "\"\"\"", Kind: CodeStringKind.RawQuotes), new("\"\"\"", "\"\"\"", Kind: CodeStringKind.RawQuotes),
                new("$@\"", "\"", '\0', IsMultiline: true, Doubled: true), new("@$\"", "\"", '\0', IsMultiline: true, Doubled: true), new("@\"", "\"", '\0', IsMultiline: true, Doubled: true),
                new("\"", "\""), new("'", "'", Kind: CodeStringKind.Character),
            ],
            Containers = ["class", "struct", "interface", "enum", "record"],
            Wrappers = ["namespace"],
            Statements = [.. s_statements, "get", "set", "init", "add", "remove", "where", "base", "this"],
            HasBareFunctions = true,
            HasDirectives = true,
        },
        new()
        {
            Name = "Java",
            MediaType = "text/x-java",
            Structure = CodeStructure.Braces,
            Strings = [new("\"\"\"", "\"\"\"", IsMultiline: true), new("\"", "\""), new("'", "'", Kind: CodeStringKind.Character)],
            Containers = ["class", "interface", "enum", "record", "@interface"],
            Statements = s_statements,
            HasBareFunctions = true,
        },
        new()
        {
            Name = "Kotlin",
            MediaType = "text/x-kotlin",
            Structure = CodeStructure.Braces,
            CommentsNest = true,
            Strings = [new("\"\"\"", "\"\"\"", '\0', IsMultiline: true), new("\"", "\""), new("'", "'", Kind: CodeStringKind.Character)],
            Containers = ["class", "interface", "object"],
            Functions = ["fun"],
            Statements = s_statements,
            EndsWithLine = true,
        },
        s_javaScript,
        s_javaScript with { Name = "TypeScript", MediaType = "text/x-typescript", Containers = ["class", "interface", "enum", "type"] },
        new()
        {
            Name = "Go",
            MediaType = "text/x-go",
            Structure = CodeStructure.Braces,
            Strings = [new("`", "`", '\0', IsMultiline: true), new("\"", "\""), new("'", "'", Kind: CodeStringKind.Character)],
            Containers = ["type"],
            Functions = ["func"],
            EndsWithLine = true,
        },
        new()
        {
            Name = "Rust",
            MediaType = "text/x-rust",
            Structure = CodeStructure.Braces,
            CommentsNest = true,
            Strings =
            [
                new("br", "\"", Kind: CodeStringKind.RawHashes), new("r", "\"", Kind: CodeStringKind.RawHashes),
                new("\"", "\"", IsMultiline: true), new("'", "'", Kind: CodeStringKind.Character),
            ],
            Containers = ["struct", "enum", "trait", "union", "mod", "impl", "macro_rules"],
            Wrappers = ["extern"],
            Functions = ["fn"],
        },
        s_c,
        s_c with { Name = "C", MediaType = "text/x-c" },
        new()
        {
            Name = "Python",
            MediaType = "text/x-python",
            Structure = CodeStructure.Indentation,
            LineComments = ["#"],
            BlockComments = [],
            Strings = [new("\"\"\"", "\"\"\"", IsMultiline: true), new("'''", "'''", IsMultiline: true), new("\"", "\""), new("'", "'")],
            Containers = ["class"],
            Functions = ["def"],
        },
        new()
        {
            Name = "SQL",
            MediaType = "text/x-sql",
            Structure = CodeStructure.Statements,
            LineComments = ["--"],
            Strings = [new("$", "$", Kind: CodeStringKind.DollarTag), new("'", "'", '\0', IsMultiline: true, Doubled: true), new("\"", "\"", '\0', Doubled: true), new("`", "`", '\0')],
            Containers = ["table", "view", "function", "procedure", "proc", "trigger", "index", "type", "sequence", "domain", "policy", "package"],
        },
        new()
        {
            Name = "shell",
            MediaType = "text/x-sh",
            Structure = CodeStructure.Braces,
            LineComments = ["#"],
            BlockComments = [],
            Strings = [new("\"", "\"", IsMultiline: true), new("'", "'", '\0', IsMultiline: true), new("<<", "", Kind: CodeStringKind.Heredoc)],
            Functions = ["function"],
            Statements = s_statements,
            HasBareFunctions = true,
            EndsWithLine = true,
        },
    ];

    /// <summary>The language of a media type.</summary>
    /// <exception cref="ArgumentException">No language has it.</exception>
    public static CodeLanguage Of(string mediaType) =>
        All.FirstOrDefault(language => string.Equals(language.MediaType, mediaType, StringComparison.Ordinal))
        ?? throw new ArgumentException($"\"{mediaType}\" is no programming language that is known.", nameof(mediaType));
}
