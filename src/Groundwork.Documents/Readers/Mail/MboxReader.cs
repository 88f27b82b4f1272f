using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Groundwork.Documents.Readers.Containers;

namespace Groundwork.Documents.Readers.Mail;

/// <summary>A mailbox, read line by line: memory is bounded by one message, and 16 bytes per message for ids.</summary>
internal sealed class MboxReader(ReadingLimits limits) : IBudgetedContainer
{
    public FormatDescription Format { get; } = new(
        "Mailbox (mbox)", [MediaTypes.Mailbox], "line; attachments as their own formats",
        """
        Each message is read like an e-mail and becomes a document `MAILBOX!/message-id`, or `MAILBOX!/number` when it has no id or one that came
        before. Messages start at lines like `From ann@example.org Sat Jan  3 01:05:34 2026`; quoted ones (`>From `) are restored.
        """);

    public string Fingerprint => "mbox-1";

    public IAsyncEnumerable<ContainedPart> OpenAsync(Stream content, SourceInfo container, CancellationToken cancellationToken) =>
        OpenAsync(content, container, UnpackBudget.For(content, container, limits), cancellationToken);

    public async IAsyncEnumerable<ContainedPart> OpenAsync(
        Stream content, SourceInfo container, UnpackBudget budget, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new LineReader(content, limits.MaxRecordBytes);
        var parts = new Messages(limits, container, budget);
        MboxMessage? message = null;
        var isAfterBlank = true;
        for (var number = 1; await lines.NextAsync(cancellationToken); number++)
        {
            var line = lines.Line;
            var isSeparator = isAfterBlank && IsSeparator(line.Span);
            isAfterBlank = line.Span.TrimEnd((byte)'\r').IsEmpty;
            if (isSeparator && message is { MayGoOn: true })
            {
                message.RememberSeparator(number);
            }
            else if (isSeparator)
            {
                foreach (var part in parts.Of(message)) yield return part;
                message = new MboxMessage(number + 1);
                continue;
            }
            else if (message is null)
            {
                if (isAfterBlank) continue;
                throw new DocumentUnreadableException(UnreadableReason.Damaged, FormattableString.Invariant(
                    $"\"{container.Path}\" is no mailbox: line {number} stands before any line like \"From ann@example.org Sat Jan  3 01:05:34 2026\". Give it a name that tells its format."));
            }

            if (lines.IsTooLong || message.Length + line.Length > limits.MaxBytes)
            {
                // A wrong length swallowed the messages that follow: give them out and go on without it.
                if (message.HasPassedSeparators)
                {
                    foreach (var part in parts.Of(message)) yield return part;
                    message = new MboxMessage(number);
                }

                message.IsCut = true;
            }

            if (!message.IsCut) message.Append(isSeparator ? line.Span : Unquoted(line.Span));
        }

        foreach (var part in parts.Of(message)) yield return part;
        if (message is null) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{container.Path}\" holds no messages.");
    }

    // "From ", an address, and a date with a time and a year.
    private static bool IsSeparator(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("From "u8) || line.Length is < 20 or > 300) return false;
        var colon = line.IndexOf((byte)':');
        while (colon > 0 && !(colon + 2 < line.Length && IsDigit(line[colon - 1]) && IsDigit(line[colon + 1]) && IsDigit(line[colon + 2])))
            colon = line[(colon + 1)..].IndexOf((byte)':') is var next and >= 0 ? colon + 1 + next : -1;
        if (colon < 0) return false;
        for (var i = 5; i + 4 <= line.Length; i++)
            if (line[i] is (byte)'1' or (byte)'2' && IsDigit(line[i + 1]) && IsDigit(line[i + 2]) && IsDigit(line[i + 3]) && line[i - 1] == ' ' && (i + 4 == line.Length || line[i + 4] is (byte)' ' or (byte)'\r'))
                return true;
        return false;
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    // One mark less: ">From" was "From" before it was put into the mailbox.
    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> line) =>
        line.StartsWith((byte)'>') && line.TrimStart((byte)'>').StartsWith("From "u8) ? line[1..] : line;

    private sealed class Messages(ReadingLimits limits, SourceInfo container, UnpackBudget budget)
    {
        private readonly HashSet<UInt128> _ids = [];
        private readonly PartNames _names = new(container);
        private int _number;

        public IEnumerable<ContainedPart> Of(MboxMessage? message)
        {
            if (message is null) yield break;
            foreach (var (bytes, line) in message.Finish())
            {
                budget.TakePart();
                _number++;
                if (message.IsCut)
                {
                    yield return new ContainedPart.Broken(FormattableString.Invariant($"message {_number}, line {line}"), new DocumentUnreadableException(UnreadableReason.TooLarge, FormattableString.Invariant(
                        $"Message {_number} is larger than the limit of {limits.MaxBytes} bytes, or has a line longer than {limits.MaxRecordBytes} bytes. Raise MaxBytes or MaxRecordBytes, or take it out.")));
                    continue;
                }

                var name = MailReader.MessageId(MimeHeaders.Read(bytes.Span, out _)) is { } id && PartNames.Safe(id) is { Length: > 0 } safe && _ids.Add(HashOf(safe))
                    ? safe
                    : FormattableString.Invariant($"{_number}");
                yield return new ContainedPart.Readable(_names.DescribeOnly(name, MediaTypes.Email) with { FirstLine = line }, bytes);
            }
        }

        // 128 bits of SHA-256: two different ids never share them in practice.
        private static UInt128 HashOf(string id)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
            return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
        }
    }
}
