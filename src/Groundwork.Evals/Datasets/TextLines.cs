using System.Runtime.CompilerServices;
using System.Text;

namespace Groundwork.Evals.Datasets;

/// <summary>The lines of a text file with their numbers. Never holds more than one line, and no line longer than allowed.</summary>
internal static class TextLines
{
    public const int LongestRecord = 8_000_000;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a text: UTF-8, or UTF-16 with its mark.</summary>
    public static StreamReader Open(string path) => new(path, s_strict, detectEncodingFromByteOrderMarks: true, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 1 << 16 });

    /// <exception cref="DatasetRefusedException">A line is too long, or the file is no text.</exception>
    public static async IAsyncEnumerable<(int Line, string Text)> ReadAsync(string path, int longest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = Open(path);
        var buffer = new char[1 << 15];
        var line = new StringBuilder();
        var number = 1;
        var wasReturn = false;
        while (true)
        {
            var count = await ReadBlockAsync(reader, buffer, path, number, cancellationToken);
            if (count == 0) break;
            for (var at = 0; at < count;)
            {
                if (wasReturn && buffer[at] == '\n') at++;
                wasReturn = false;
                var length = buffer.AsSpan(at, count - at).IndexOfAny('\r', '\n');
                line.Append(buffer, at, length < 0 ? count - at : length);
                if (line.Length > longest)
                    throw new DatasetRefusedException(FormattableString.Invariant($"{path}, line {number}: it has more than {longest} characters."), []);
                if (length < 0) break;
                wasReturn = buffer[at + length] == '\r';
                at += length + 1;
                yield return (number++, line.ToString());
                line.Clear();
            }
        }

        if (line.Length > 0) yield return (number, line.ToString());
    }

    private static async ValueTask<int> ReadBlockAsync(StreamReader reader, char[] buffer, string path, int number, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(buffer, cancellationToken);
        }
        catch (DecoderFallbackException problem)
        {
            throw new DatasetRefusedException(FormattableString.Invariant($"{path} is no UTF-8, at or after line {number}: {problem.Message} Save it as UTF-8."), []);
        }
    }
}
