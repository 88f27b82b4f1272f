using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers;

/// <summary>Plain text: paragraphs are separated by blank lines, lines stay lines.</summary>
internal sealed class PlainTextReader(ReadingLimits limits) : IDocumentReader
{
    public string Format => "plain text";

    public string Fingerprint => "plain-1";

    public bool CanRead(string mediaType) => mediaType is MediaTypes.PlainText;

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var decoded = TextDecoding.Decode(bytes.Span, source.Path);
        var builder = new DocumentBuilder(source);
        builder.Note(decoded.Notes);
        AddParagraphs(builder, decoded.Text, cancellationToken);
        return builder.Build(Path.GetFileNameWithoutExtension(source.Path));
    }

    public static void AddParagraphs(DocumentBuilder builder, string text, CancellationToken cancellationToken)
    {
        var paragraph = new BlockText();
        var line = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            line++;
            if ((line & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            var content = text.AsSpan(range).TrimEnd();
            if (content.IsEmpty)
            {
                Finish();
                continue;
            }

            if (paragraph.Length > 0) paragraph.Append("\n");
            paragraph.At(line).Append(content);
        }

        Finish();

        void Finish()
        {
            if (paragraph.Length == 0) return;
            builder.Add(BlockKind.Paragraph, paragraph);
            paragraph.Clear();
        }
    }
}
