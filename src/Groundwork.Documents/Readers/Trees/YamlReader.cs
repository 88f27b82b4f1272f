using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Plain;

namespace Groundwork.Documents.Readers.Trees;

/// <summary>YAML becomes headings, tables and lines.</summary>
internal sealed class YamlReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "YAML", [MediaTypes.Yaml], "line",
        """
        As JSON: names of large values become headings, lists of flat records become tables, every other value a line `path: value`. Comments are
        kept. An alias of a short text becomes that text, any other stays `*name`. Several documents in one file follow each other. What is no
        YAML is read as plain text, and the document says so.
        """);

    public string Fingerprint => "yaml-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var decoded = TextDecoding.Decode(bytes.Span, source.Path);
        cancellationToken.ThrowIfCancellationRequested();
        var builder = new DocumentBuilder(source);
        builder.Note(decoded.Notes);
        var (root, problem) = YamlTree.Parse(decoded.Text, cancellationToken);
        if (root is not null)
        {
            new TreeWriter(builder, limits.MaxBytes, cancellationToken).Write(root);
            return builder.Build(TreeTitle.Of(root, source.FileName));
        }

        builder.Note($"Read as plain text: {problem}.");
        PlainTextReader.AddParagraphs(builder, decoded.Text, cancellationToken);
        return builder.Build();
    }
}
