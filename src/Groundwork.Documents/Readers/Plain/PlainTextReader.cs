using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Plain;

/// <summary>Plain text: paragraphs are separated by blank lines, lines stay lines.</summary>
internal sealed class PlainTextReader(ReadingLimits limits) : IDocumentReader
{
    private const int LinesBetweenChecks = 1 << 12;

    public FormatDescription Format { get; } = new(
        "plain text", [MediaTypes.PlainText], "line",
        """
        Blank lines part paragraphs. Headings of reStructuredText, AsciiDoc and Org are recognised. UTF-8, UTF-16 and UTF-32 are recognised. In
        text that is mostly UTF-8, other bytes are read as windows-1252; other text is read in the older encoding it looks most like (windows-125x,
        KOI8-R, ISO 8859, Shift JIS, EUC, GB 18030, Big5, ISO-2022-JP). The document says so. Control characters are left out and line ends become
        `\n`. Characters that hide or turn text are kept and noted. Bytes that are no text are refused.
        """);

    public string Fingerprint => "plain-2";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var decoded = TextDecoding.Decode(bytes.Span, source.Path);
        var builder = new DocumentBuilder(source);
        builder.Note(decoded.Notes);
        var headings = PlainHeadings.For(source.FileName);
        AddParagraphs(builder, decoded.Text, cancellationToken, headings);
        return builder.Build(headings is null ? Path.GetFileNameWithoutExtension(source.FileName) : null);
    }

    public static void AddParagraphs(DocumentBuilder builder, string text, CancellationToken cancellationToken, PlainHeadings? headings = null)
    {
        var paragraph = new BlockText();
        var line = 0;
        var isUnderline = false;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            line++;
            if (line % LinesBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            var content = text.AsSpan(range).TrimEnd();
            if (content.IsEmpty || isUnderline)
            {
                isUnderline = false;
                Finish(BlockKind.Paragraph);
                continue;
            }

            if (headings is not null && headings.Read(content, LineAfter(text, range.End.Value)) is { Level: > 0 } heading)
            {
                Finish(BlockKind.Paragraph);
                paragraph.At(line).Append(heading.Text);
                Finish(BlockKind.Heading, heading.Level);
                isUnderline = heading.TakesNext;
                continue;
            }

            if (paragraph.Length > 0) paragraph.Append("\n");
            paragraph.At(line).Append(content);
        }

        Finish(BlockKind.Paragraph);

        void Finish(BlockKind kind, int level = 0)
        {
            if (paragraph.Length > 0) builder.Add(kind, paragraph, level);
            paragraph.Clear();
        }
    }

    private static ReadOnlySpan<char> LineAfter(string text, int end)
    {
        if (end + 1 >= text.Length) return [];
        var rest = text.AsSpan(end + 1);
        var next = rest.IndexOf('\n');
        return next < 0 ? rest : rest[..next];
    }
}
