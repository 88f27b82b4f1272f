using System.Runtime.CompilerServices;
using System.Text;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Containers;

namespace Groundwork.Documents.Readers.Mail;

/// <summary>One e-mail: its text is a document under the mail's own id, and each attachment is one under <c>MAIL!/name</c>.</summary>
internal sealed class MailReader(ReadingLimits limits) : IBudgetedContainer
{
    private const int MostAddresses = 100, LongestValue = 500;

    private static readonly string[] s_textLike = ["text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/rfc822-headers", "message/delivery-status", "message/disposition-notification"];

    public FormatDescription Format { get; } = new(
        "E-mail", [MediaTypes.Email], "line; attachments as their own formats",
        """
        The text is the document, the subject its title; `from`, `to`, `cc`, `date` and `message-id` become metadata. Of a text in two forms the plain
        one is taken, unless the HTML says more than twice as much. Each attachment, also a forwarded mail, becomes a document `MAIL!/name`. Pictures inside
        the text and signatures are left out. Encrypted parts (S/MIME, PGP) are reported.
        """);

    public string Fingerprint => "mail-1";

    public IAsyncEnumerable<ContainedPart> OpenAsync(Stream content, SourceInfo container, CancellationToken cancellationToken) =>
        OpenAsync(content, container, UnpackBudget.For(content, container, limits), cancellationToken);

    public async IAsyncEnumerable<ContainedPart> OpenAsync(
        Stream content, SourceInfo container, UnpackBudget budget, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, container.Path, limits.MaxBytes, cancellationToken);
        if (bytes.IsEmpty) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{container.Path}\" has no bytes.");
        var message = MimeEntity.Read(bytes, container.FirstLine);
        if (message.Headers.IsEmpty)
            throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{container.Path}\" is no e-mail: it does not start with header fields like \"From: …\". Give it a name that tells its format.");
        var contents = MailContents.Of(message, cancellationToken);
        var about = About(message, container, contents.Notes);
        if (Body(contents, message, about) is { } body)
        {
            budget.TakePart();
            yield return body;
        }

        foreach (var place in contents.Encrypted)
            yield return new ContainedPart.Broken(PartNames.Shown(place), new DocumentUnreadableException(UnreadableReason.Encrypted, $"The {PartNames.Shown(place)} of \"{container.Path}\" is encrypted (S/MIME or PGP). Save a decrypted copy from the mail program."));

        var names = new PartNames(about);
        var number = 0;
        foreach (var attachment in contents.Attachments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            budget.TakePart();
            yield return Attached(attachment, ++number, names);
        }
    }

    private static ContainedPart.Readable? Body(MailContents contents, MimeEntity message, SourceInfo about)
    {
        if (contents.Texts is not [var first, ..])
        {
            // What a mail without text says, it says in its subject.
            if (string.IsNullOrWhiteSpace(about.Title) || contents.Encrypted.Count > 0) return null;
            return new ContainedPart.Readable(about with { MediaType = MediaTypes.EmailText, FirstLine = message.ContentLine, OnOneLine = true }, Encoding.UTF8.GetBytes(about.Title));
        }

        // A list's footer or the second half of a text around a picture; a text in the other form would say the same again.
        var alike = contents.Texts.Where(text => text.IsHtml == first.IsHtml).ToList();
        var text = string.Join(first.IsHtml ? "\n<hr>\n" : "\n\n", alike.Select(part => part.Text));
        // The mark tells the encoding, whatever the page itself once declared.
        var bytes = Encoding.UTF8.GetBytes(first.IsHtml ? "\uFEFF" + text : text);
        return new ContainedPart.Readable(
            about with { MediaType = first.IsHtml ? MediaTypes.Html : MediaTypes.EmailText, FirstLine = first.Line, OnOneLine = !first.HasOwnLines || alike.Count > 1 }, bytes);
    }

    private static ContainedPart Attached(MimeEntity attachment, int number, PartNames names)
    {
        var type = attachment.ContentType.Main;
        var name = NameOf(attachment, type, number);
        var bytes = attachment.Decoded();
        if (bytes.IsEmpty) return new ContainedPart.Broken(name, new DocumentUnreadableException(UnreadableReason.Empty, $"The attachment \"{name}\" has no bytes."));
        if (type is MediaTypes.Email or "message/global") return new ContainedPart.Readable(names.Describe(name, MediaTypes.Email), bytes);
        if (type.StartsWith("text/", StringComparison.Ordinal) && attachment.ContentType["charset"] is { } charset)
            bytes = Encoding.UTF8.GetBytes("\uFEFF" + MailText.Decode(bytes.Span, charset).Text);
        return new ContainedPart.Readable(names.Describe(name, TypeOf(name, type, bytes.Span)), bytes);
    }

    private static string TypeOf(string name, string declared, ReadOnlySpan<byte> bytes)
    {
        var sniffed = MediaTypes.Of(name, bytes[..Math.Min(bytes.Length, MediaTypes.SniffedBytes)]);
        if (s_textLike.Contains(declared, StringComparer.Ordinal)) return MediaTypes.PlainText;
        return MediaTypes.OfName(name) is null && sniffed is MediaTypes.PlainText && declared is not ("" or MediaTypes.Unknown) ? declared : sniffed;
    }

    private static string NameOf(MimeEntity attachment, string type, int number)
    {
        var given = attachment.FileName;
        if (given is null && type is MediaTypes.Email) given = EncodedWords.Decode(MimeEntity.Read(attachment.Decoded()).Headers.First("Subject") ?? "forwarded message").Replace('/', ' ').Replace('\\', ' ') + ".eml";
        if (given is not null && PartNames.Safe(given[(given.LastIndexOfAny(['/', '\\']) + 1)..]) is { Length: > 0 } name) return name.Length <= 200 ? name : name[^200..];
        var ending = type is "text/calendar" ? ".ics" : type.Contains("vcard", StringComparison.Ordinal) ? ".vcf" : MediaTypes.EndingsOf(type) is [var known] ? known : "";
        return FormattableString.Invariant($"attachment {number}{ending}");
    }

    private static SourceInfo About(MimeEntity message, SourceInfo container, IReadOnlyList<string> notes)
    {
        var metadata = new Dictionary<string, MetadataValue>(container.Metadata ?? new Dictionary<string, MetadataValue>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var field in (ReadOnlySpan<string>)["from", "to", "cc"])
            if (Addresses(message.Headers.First(field)) is { Length: > 0 } addresses)
                metadata[field] = new MetadataValue.Keywords(addresses);
        if (metadata.TryGetValue("from", out var from)) metadata["author"] = from;
        if (MailDate.Parse(message.Headers.First("Date")) is { } date) metadata["date"] = new MetadataValue.Date(date);
        if (MessageId(message.Headers) is { } id) metadata["message-id"] = new MetadataValue.Keywords([id]);
        var subject = EncodedWords.Decode(message.Headers.First("Subject") ?? "").Trim();
        return container with { Title = container.Title ?? (subject.Length == 0 ? null : Short(subject)), Metadata = metadata, Notes = [.. container.Notes, .. notes] };
    }

    /// <summary>The id that the message gives itself, without its brackets; null when it has none that can be used.</summary>
    public static string? MessageId(MimeHeaders headers)
    {
        var id = headers.First("Message-ID")?.Trim().TrimStart('<').TrimEnd('>').Trim();
        return string.IsNullOrEmpty(id) ? null : Short(CanonicalText.Clean(id));
    }

    // A comma inside quotes or brackets belongs to a name.
    private static string[] Addresses(string? field)
    {
        if (field is null) return [];
        var addresses = new List<string>();
        int start = 0, depth = 0;
        var isQuoted = false;
        for (var i = 0; i <= field.Length && addresses.Count < MostAddresses; i++)
        {
            if (i == field.Length || (field[i] == ',' && !isQuoted && depth == 0))
            {
                var address = EncodedWords.Decode(field[start..i].Trim()).Replace("\"", "", StringComparison.Ordinal).Trim();
                if (address.Length > 0) addresses.Add(Short(CanonicalText.Clean(address)));
                start = i + 1;
            }
            else if (field[i] == '"') isQuoted = !isQuoted;
            else if (!isQuoted && field[i] is '<' or '(') depth++;
            else if (!isQuoted && field[i] is '>' or ')') depth = Math.Max(0, depth - 1);
        }

        return [.. addresses];
    }

    private static string Short(string text) => text.Length <= LongestValue ? text : text[..(char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : LongestValue)];
}
