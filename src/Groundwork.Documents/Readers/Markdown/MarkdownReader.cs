using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Plain;
using Markdig;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Markdown (CommonMark with pipe tables and front matter) becomes readable text without its marks.</summary>
internal sealed class MarkdownReader(ReadingLimits limits) : IDocumentReader
{
    // Open brackets make the parser look back over all of them for each one; real paragraphs stay far below this.
    private const int MaxOpenBrackets = 500;

    // Generic attributes are not switched on: they would swallow every {word} of running text. Heading anchors are read from the source.
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation()
        .UsePipeTables()
        .UseYamlFrontMatter()
        .Build();

    public FormatDescription Format { get; } = new(
        "Markdown", [MediaTypes.Markdown], "line, anchor",
        """
        CommonMark with pipe tables. Marks are reduced to their text; code and tables are kept. A heading's anchor is its `{#name}`, else the one
        GitHub would give it. The `title` of YAML front matter is the title. Comments and HTML tags are left out, their text stays. Markdown that
        is nested beyond reason is read as plain text, and the document says so.
        """);

    public string Fingerprint => "markdown-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var decoded = TextDecoding.Decode(bytes.Span, source.Path);
        cancellationToken.ThrowIfCancellationRequested();
        var builder = new DocumentBuilder(source);
        builder.Note(decoded.Notes);
        string? title = null;
        if (Parse(decoded.Text) is { } parsed)
        {
            var writer = new MarkdownWriter(decoded.Text, builder);
            writer.Write(parsed, cancellationToken);
            title = writer.FrontMatterTitle;
        }
        else
        {
            builder.Note("Read as plain text: its Markdown is nested too deeply.");
            PlainTextReader.AddParagraphs(builder, decoded.Text, cancellationToken);
        }

        return builder.Build(title);
    }

    private static Markdig.Syntax.MarkdownDocument? Parse(string text)
    {
        if (OpenBrackets(text) > MaxOpenBrackets) return null;
        try
        {
            return Markdig.Markdown.Parse(text, s_pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig refuses nesting beyond its depth limit with this exception.
            return null;
        }
    }

    private static int OpenBrackets(string text)
    {
        int open = 0, most = 0;
        var lineIsBlank = true;
        foreach (var c in text)
        {
            switch (c)
            {
                case '\n':
                    if (lineIsBlank) open = 0;
                    lineIsBlank = true;
                    break;
                case '[':
                    most = Math.Max(most, ++open);
                    lineIsBlank = false;
                    break;
                case ']':
                    open = Math.Max(0, open - 1);
                    lineIsBlank = false;
                    break;
                case ' ' or '\t':
                    break;
                default:
                    lineIsBlank = false;
                    break;
            }
        }

        return most;
    }
}
