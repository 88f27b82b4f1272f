using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Markdown (CommonMark with pipe tables and front matter) becomes readable text without its marks.</summary>
internal sealed class MarkdownReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "Markdown", [MediaTypes.Markdown], "line, anchor",
        """
        CommonMark with pipe tables, definition lists, math and boxes (`!!! note`, `::: tip`, `/// info`, `> [!NOTE]`). Marks are reduced to their
        text; code, tables, math and footnotes are kept where they stand. A heading's anchor is its `{#name}`, else the one GitHub would give it.
        YAML front matter gives title, author, dates, tags, language and description; broken front matter is noted. Tables and headings written as
        HTML are read as such; comments and other tags are left out, their text stays. Markdown that is nested beyond reason is read as plain text,
        and the document says so.
        """);

    public string Fingerprint => "markdown-2";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var decoded = TextDecoding.Decode(bytes.Span, source.Path);
        var builder = new DocumentBuilder(source);
        builder.Note(decoded.Notes);
        var about = MarkdownMarkup.Write(decoded.Text, builder, new HeadingSlugs(), cancellationToken);
        about?.KeepIn(builder);
        return builder.Build(about?.Title, about?.Language);
    }
}
