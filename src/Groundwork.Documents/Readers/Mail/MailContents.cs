namespace Groundwork.Documents.Readers.Mail;

/// <summary>Sorts the parts of a message: texts that make its body, attachments, parts that cannot be read, and what nobody needs.</summary>
internal sealed class MailContents
{
    // Mail programs nest three or four deep. Each level looks at its bytes once, so the depth bounds the work.
    private const int DeepestNesting = 20;

    private static readonly string[] s_signatures = ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-encrypted"];

    public List<MailBodyText> Texts { get; } = [];

    public List<MimeEntity> Attachments { get; } = [];

    /// <summary>Places of parts that are encrypted, for people.</summary>
    public List<string> Encrypted { get; } = [];

    public List<string> Notes { get; } = [];

    public static MailContents Of(MimeEntity message, CancellationToken cancellationToken)
    {
        var contents = new MailContents();
        contents.Add(message, 1, cancellationToken);
        return contents;
    }

    private void Add(MimeEntity entity, int depth, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var type = entity.ContentType.Main;
        var isAttachment = entity.Disposition.Main is "attachment" || entity.FileName is not null;
        if (type.StartsWith("multipart/", StringComparison.Ordinal)) AddParts(entity, type, depth, cancellationToken);
        else if (s_signatures.Contains(type, StringComparer.Ordinal)) return;
        else if (type is "application/pkcs7-mime" or "application/x-pkcs7-mime" && entity.ContentType["smime-type"] is not "signed-data") Encrypted.Add(entity.FileName ?? "message");
        else if (type is "text/plain" or "text/html" or "" && !isAttachment) AddText(entity, type is "text/html");
        else if (type.StartsWith("image/", StringComparison.Ordinal) && entity.Disposition.Main is not "attachment" && (entity.Headers.First("Content-ID") is not null || entity.Disposition.Main is "inline")) return;
        else Attachments.Add(entity);
    }

    private void AddParts(MimeEntity entity, string type, int depth, CancellationToken cancellationToken)
    {
        if (type is "multipart/encrypted")
        {
            Encrypted.Add("message");
            return;
        }

        if (depth > DeepestNesting)
        {
            Note(FormattableString.Invariant($"Parts nested deeper than {DeepestNesting} were left out."));
            return;
        }

        var parts = entity.Parts(out var isWhole);
        if (parts.Count == 0)
        {
            Note("The boundary that parts the message never comes; everything was read as its text.");
            AddText(entity, isHtml: false);
            return;
        }

        if (!isWhole) Note("The message ends before its last boundary; it may be cut off.");
        if (type is "multipart/alternative") AddBest(parts, depth, cancellationToken);
        else
            foreach (var part in type is "multipart/signed" ? parts.Take(1) : parts)
                Add(part, depth + 1, cancellationToken);
    }

    // The plain text, unless it is only a pointer to the HTML ("your program cannot show this").
    private void AddBest(List<MimeEntity> parts, int depth, CancellationToken cancellationToken)
    {
        MailContents? plain = null, html = null;
        foreach (var part in parts)
        {
            var contents = new MailContents();
            contents.Add(part, depth + 1, cancellationToken);
            Attachments.AddRange(contents.Attachments);
            Encrypted.AddRange(contents.Encrypted);
            foreach (var note in contents.Notes) Note(note);
            if (contents.Texts.Exists(text => text.IsHtml)) html ??= contents;
            else if (contents.Texts.Count > 0) plain ??= contents;
        }

        var best = plain is null || (html is not null && html.Texts.Sum(text => text.Readable) > 2L * plain.Texts.Sum(text => text.Readable)) ? html : plain;
        if (best is not null) Texts.AddRange(best.Texts);
    }

    private void AddText(MimeEntity entity, bool isHtml)
    {
        var (text, isGuess) = MailText.Decode(entity.Decoded().Span, entity.ContentType["charset"]);
        if (isGuess) Note("The text was decoded as windows-1252: it is not in the encoding that the message declares.");
        var isFlowed = !isHtml && string.Equals(entity.ContentType["format"], "flowed", StringComparison.OrdinalIgnoreCase);
        if (isFlowed) text = MailText.Unflow(text, string.Equals(entity.ContentType["delsp"], "yes", StringComparison.OrdinalIgnoreCase));
        if (string.IsNullOrWhiteSpace(text)) return;
        if (text.AsSpan().TrimStart().StartsWith("-----BEGIN PGP MESSAGE-----")) Encrypted.Add("message");
        else Texts.Add(new MailBodyText(isHtml, text, entity.ContentLine, entity.IsPlainlyEncoded && !isFlowed));
    }

    private void Note(string note)
    {
        if (!Notes.Contains(note, StringComparer.Ordinal)) Notes.Add(note);
    }
}
