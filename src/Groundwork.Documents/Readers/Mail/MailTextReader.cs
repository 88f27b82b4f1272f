using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Mail;

/// <summary>The text of a message: paragraphs, with quoted replies told apart.</summary>
internal sealed class MailTextReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "E-mail text", [MediaTypes.EmailText], "line",
        "The text of one e-mail, as the e-mail reader hands it on. Lines that start with `>` become quotes, without their marks.");

    public string Fingerprint => "mail-text-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var text = MailText.Decode(bytes.Span, "utf-8").Text;
        var builder = new DocumentBuilder(source);
        var paragraph = new BlockText();
        int line = 0, depth = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            if ((++line & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            var words = Unquoted(text.AsSpan(range), out var quoted).TrimEnd();
            if (words.IsEmpty || quoted != depth) Finish();
            depth = quoted;
            if (words.IsEmpty) continue;
            if (paragraph.Length > 0) paragraph.Append("\n");
            paragraph.At(line).Append(words);
        }

        Finish();
        return builder.Build(source.Title);

        void Finish()
        {
            if (paragraph.Length > 0) builder.Add(depth > 0 ? BlockKind.Quote : BlockKind.Paragraph, paragraph);
            paragraph.Clear();
        }
    }

    // ">> text" and "> > text" are both quoted twice.
    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> line, out int depth)
    {
        depth = 0;
        while (line.StartsWith('>') || (depth > 0 && line.StartsWith(" >")))
        {
            depth++;
            line = line[(line[0] == ' ' ? 2 : 1)..];
        }

        return depth > 0 && line.StartsWith(' ') ? line[1..] : line;
    }
}
