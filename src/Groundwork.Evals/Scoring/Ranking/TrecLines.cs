using System.Buffers;
using System.Text;

namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>Reads the lines of a TREC file, one at a time.</summary>
internal static class TrecLines
{
    /// <summary>What parts fields, as isspace has it in the C locale. Other blanks of Unicode belong to ids.</summary>
    public static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n\v\f");

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static IEnumerable<TrecLine> Read(Stream stream, string name, CancellationToken cancellationToken)
    {
        var buffer = new byte[TrecFiles.LongestLine];
        var filled = 0;
        var number = 0L;
        var isEnd = false;
        while (!isEnd)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            isEnd = read == 0;
            filled += read;
            var start = 0;
            while (start < filled)
            {
                var length = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n');
                if (length < 0 && !isEnd)
                    break;
                if (length < 0)
                    length = filled - start;
                number++;
                if (Line(buffer.AsSpan(start, length), name, number) is { } line)
                    yield return line;
                start = Math.Min(filled, start + length + 1);
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (filled == buffer.Length)
                throw new TrecFormatException($"Line {number + 1} of \"{name}\" is longer than {TrecFiles.LongestLine} bytes. Is this a TREC file?");
        }
    }

    private static TrecLine? Line(ReadOnlySpan<byte> bytes, string name, long number)
    {
        if (number == 1 && bytes.StartsWith(ByteOrderMark))
            bytes = bytes[ByteOrderMark.Length..];
        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException problem)
        {
            throw new TrecFormatException($"Line {number} of \"{name}\" is not UTF-8. Save the file as UTF-8.", problem);
        }

        if (text.Contains('\0', StringComparison.Ordinal))
            throw new TrecFormatException($"Line {number} of \"{name}\" holds a zero character. Is this a TREC file? UTF-16 is not read; save the file as UTF-8.");
        var fields = Fields(text);
        return fields.Count == 0 || fields[0].StartsWith('#') ? null : new TrecLine(name, number, fields);
    }

    private static List<string> Fields(ReadOnlySpan<char> text)
    {
        var fields = new List<string>(6);
        while (true)
        {
            var start = text.IndexOfAnyExcept(Blanks);
            if (start < 0)
                return fields;
            text = text[start..];
            var length = text.IndexOfAny(Blanks);
            fields.Add((length < 0 ? text : text[..length]).ToString());
            if (length < 0)
                return fields;
            text = text[length..];
        }
    }
}
