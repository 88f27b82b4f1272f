using System.Buffers;
using System.Globalization;

namespace Groundwork.Documents.Readers.Mail;

/// <summary>
/// A message of a mailbox while its lines come. Mailboxes of the "cl" kinds do not quote lines that look like separators but say how long the
/// message is; others carry lengths that are wrong. So a separator inside the declared length is only remembered, and the end decides.
/// </summary>
internal sealed class MboxMessage(int firstLine)
{
    // Some programs count the blank line in front of the next separator, with one or two bytes.
    private const int LengthSlack = 2;

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly List<(int Offset, int Line)> _separators = [];
    private int _bodyStart = -1;
    private long? _declaredBytes;

    public int Length => _bytes.WrittenCount;

    /// <summary>A line of it was longer than any may be.</summary>
    public bool IsCut { get; set; }

    /// <summary>Whether a separator that comes now lies within the length that the message declares.</summary>
    public bool MayGoOn => _declaredBytes is { } declared && _bodyStart >= 0 && Length - _bodyStart < declared;

    /// <summary>Separators were passed on the word of the declared length.</summary>
    public bool HasPassedSeparators => _separators.Count > 0;

    public void Append(ReadOnlySpan<byte> line)
    {
        if (_bodyStart < 0) ReadHeader(line);
        var span = _bytes.GetSpan(line.Length + 1);
        line.CopyTo(span);
        span[line.Length] = (byte)'\n';
        _bytes.Advance(line.Length + 1);
    }

    public void RememberSeparator(int line) => _separators.Add((Length, line));

    /// <summary>The one message, or the several that it turns out to be when the declared length was wrong.</summary>
    public IEnumerable<(ReadOnlyMemory<byte> Bytes, int Line)> Finish()
    {
        var bytes = _bytes.WrittenMemory;
        var isRight = _declaredBytes is { } declared && Math.Abs(Length - _bodyStart - declared) <= LengthSlack;
        var (start, line) = (0, firstLine);
        foreach (var separator in isRight ? [] : _separators)
        {
            yield return (bytes[start..separator.Offset], line);
            var lineEnd = bytes.Span[separator.Offset..].IndexOf((byte)'\n');
            (start, line) = (separator.Offset + lineEnd + 1, separator.Line + 1);
        }

        yield return (bytes[start..], line);
    }

    private void ReadHeader(ReadOnlySpan<byte> line)
    {
        if (line.TrimEnd((byte)'\r').IsEmpty) _bodyStart = Length + line.Length + 1;
        else if (line.Length < 64 && System.Text.Encoding.Latin1.GetString(line) is var text && text.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) &&
            long.TryParse(text.AsSpan(15), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var declared))
            _declaredBytes = declared;
    }
}
