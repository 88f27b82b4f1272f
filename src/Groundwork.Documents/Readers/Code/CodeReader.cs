using System.Text;
using Groundwork.Documents.Canonical;
using Groundwork.Language;

namespace Groundwork.Documents.Readers.Code;

/// <summary>Source code stays as it is and is cut at its definitions.</summary>
internal sealed class CodeReader(ReadingLimits limits) : IDocumentReader
{
    // Comments are what a language can be told from; a few thousand characters are enough.
    private const int MaxCommentCharacters = 4000;

    public FormatDescription Format { get; } = new(
        "source code", [.. CodeLanguages.All.Select(language => language.MediaType)], "line, definition",
        """
        The text is the file, character by character. It is cut at its types, functions and methods, each with the comments, attributes and
        decorators directly above it; a place names the definition (`Index.Commit`). Definitions inside functions are not told apart. For SQL, what
        a statement creates is a definition. The structure comes from comments, strings, braces and indentation, not from a compiler: code that
        does not compile is read too. The title is the file's name; the natural language is that of the comments.
        """);

    public string Fingerprint => "code-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var decoded = TextDecoding.Decode(bytes.Span, source.Path);
        var language = CodeLanguages.Of(source.MediaType);
        var builder = new DocumentBuilder(source);
        builder.Note(decoded.Notes);
        if (!string.IsNullOrWhiteSpace(decoded.Text)) builder.AddExact(decoded.Text, CodePieces.Of(decoded.Text, Definitions(decoded.Text, language, cancellationToken)));
        return builder.Build(Path.GetFileName(source.FileName), LanguageOfComments(decoded.Text, language));
    }

    private static List<CodeDefinition> Definitions(string text, CodeLanguage language, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return language.Structure switch
        {
            CodeStructure.Indentation => IndentedDefinitions.Of(text, language, cancellationToken),
            CodeStructure.Statements => StatementDefinitions.Of(text, language, cancellationToken),
            _ => BraceDefinitions.Of(text, language, cancellationToken),
        };
    }

    private static LanguageCode? LanguageOfComments(string text, CodeLanguage language)
    {
        var comments = new StringBuilder();
        var tokens = new CodeTokens(text, language);
        while (comments.Length < MaxCommentCharacters && tokens.Next())
            if (tokens.Current.Kind == CodeTokenKind.Comment)
                comments.Append(text.AsSpan(tokens.Current.Start, Math.Min(MaxCommentCharacters, tokens.Current.End - tokens.Current.Start))).Append('\n');
        return comments.Length == 0 ? null : LanguageDetector.Detect(comments.ToString()).Language;
    }
}
