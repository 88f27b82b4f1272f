using System.Text;
using System.Text.Unicode;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Plain;

namespace Groundwork.Documents.Readers.Trees;

/// <summary>JSON becomes headings, tables and lines.</summary>
internal sealed class JsonReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "JSON", [MediaTypes.Json], "line",
        FormattableString.Invariant($"""
        Names of large values become headings, lists of flat records become tables, every other value a line `path: value`. Comments and trailing
        commas are allowed, names that stand twice are both kept, numbers stay as written. A title is taken from `title`, `name` or `info.title`.
        What is no JSON, has more than {TreeLimits.MaxValues} values or stands more than {TreeLimits.MaxDepth} deep is read as plain text, and the document says so.
        """));

    public string Fingerprint => "json-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var builder = new DocumentBuilder(source);
        var json = bytes;
        string? text = null;
        // Most JSON is UTF-8 already: then its text is needed only to be read as plain text.
        if (json.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) json = json[3..];
        if (!Utf8.IsValid(json.Span) || json.Span.Contains((byte)0))
        {
            var decoded = TextDecoding.Decode(bytes.Span, source.Path);
            builder.Note(decoded.Notes);
            json = Encoding.UTF8.GetBytes(text = decoded.Text);
        }

        var (root, problem) = JsonTree.Parse(json.Span, cancellationToken);
        if (root is not null)
        {
            new TreeWriter(builder, limits.MaxBytes, cancellationToken).Write(root);
            return builder.Build(TreeTitle.Of(root, source.FileName));
        }

        builder.Note($"Read as plain text: {problem}.");
        PlainTextReader.AddParagraphs(builder, text ?? TextDecoding.Decode(bytes.Span, source.Path).Text, cancellationToken);
        return builder.Build();
    }
}
