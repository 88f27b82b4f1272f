using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Plain;

/// <summary>Plain text: paragraphs are separated by blank lines, lines stay lines.</summary>
internal sealed class PlainTextReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "plain text", [MediaTypes.PlainText], "line",
        """
        Blank lines part paragraphs. UTF-8, UTF-16 and UTF-32 are recognised; bytes that are not valid UTF-8 are read as windows-1252, and the
        document says so. Control characters are left out and line ends become `\n`. Bytes that are no text are refused.
        """);

    public string Fingerprint => "plain-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var decoded = TextDecoding.Decode(bytes.Span, source.Path);
        var builder = new DocumentBuilder(source);
        builder.Note(decoded.Notes);
        AddParagraphs(builder, decoded.Text, cancellationToken);
        return builder.Build(Path.GetFileNameWithoutExtension(source.FileName));
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
