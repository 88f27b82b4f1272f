using System.Buffers;
using System.Text;

namespace Groundwork.Models.Wire;

/// <summary>Reads server-sent events (WHATWG HTML, section 9.2.6) from bytes that arrive in any portions.</summary>
/// <remarks>
/// Lines end with LF, CRLF or CR; comments and unknown fields are skipped; lines are cut in bytes and decoded only when whole, so a
/// character may be split between portions. Unlike a browser, the reader delivers an event that the end of the stream cuts off, marked so:
/// servers leave out the last empty line.
/// </remarks>
/// <param name="read">Reads the next portion; 0 at the end.</param>
/// <param name="maxEventBytes">Longest event in bytes; a longer one is refused with <see cref="InvalidDataException"/>.</param>
internal sealed class SseReader(Func<Memory<byte>, CancellationToken, ValueTask<int>> read, int maxEventBytes)
{
    private readonly byte[] _portion = new byte[8 * 1024];
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly ArrayBufferWriter<byte> _data = new();
    private int _at;
    private int _end;
    private bool _skipLineFeed;
    private bool _isFirstLine = true;
    private bool _hasData;
    private bool _ended;
    private string _name = "";

    /// <summary>An event has been read.</summary>
    public bool HasRead { get; private set; }

    /// <summary>The next event with data; null at the end.</summary>
    public async ValueTask<SseEvent?> NextAsync(CancellationToken cancellationToken)
    {
        while (!_ended)
        {
            while (_at < _end)
                if (TakeLine() && EndsEvent() is { } whole)
                    return whole;
            _end = await read(_portion, cancellationToken);
            _at = 0;
            _ended = _end == 0;
        }

        if (_line.WrittenCount > 0)
            EndsEvent();
        return _hasData ? Take(isCutOff: true) : null;
    }

    /// <summary>Moves bytes from the portion to the line; true once the line is whole.</summary>
    private bool TakeLine()
    {
        if (_skipLineFeed)
        {
            _skipLineFeed = false;
            if (_portion[_at] == '\n')
            {
                _at++;
                return false;
            }
        }

        var rest = _portion.AsSpan(_at, _end - _at);
        var length = rest.IndexOfAny((byte)'\r', (byte)'\n');
        var taken = length < 0 ? rest : rest[..length];
        if (_line.WrittenCount + _data.WrittenCount + taken.Length > maxEventBytes)
            throw new InvalidDataException($"An event of the stream is longer than {maxEventBytes} bytes.");
        _line.Write(taken);
        _at += taken.Length;
        if (length < 0)
            return false;
        // The LF of a CRLF may come with the next portion.
        _skipLineFeed = _portion[_at] == '\r';
        _at++;
        return true;
    }

    /// <summary>Reads the line as a field; the event if the line is the empty one that ends it.</summary>
    private SseEvent? EndsEvent()
    {
        var line = _line.WrittenSpan;
        if (_isFirstLine && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        _isFirstLine = false;
        try
        {
            if (line.IsEmpty)
                return EndEvent();
            ReadField(line);
            return null;
        }
        finally
        {
            _line.ResetWrittenCount();
        }
    }

    private SseEvent? EndEvent()
    {
        if (_hasData)
            return Take(isCutOff: false);
        _name = "";
        return null;
    }

    private void ReadField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon == 0)
            return;
        var field = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? [] : line[(colon + 1)..];
        if (value.StartsWith(" "u8))
            value = value[1..];
        if (field.SequenceEqual("data"u8))
        {
            if (_hasData)
                _data.Write("\n"u8);
            _data.Write(value);
            _hasData = true;
        }
        else if (field.SequenceEqual("event"u8))
        {
            _name = Encoding.UTF8.GetString(value);
        }
    }

    private SseEvent Take(bool isCutOff)
    {
        var taken = new SseEvent(_name, _data.WrittenSpan.ToArray(), isCutOff);
        _data.ResetWrittenCount();
        HasRead = true;
        _hasData = false;
        _name = "";
        return taken;
    }
}
