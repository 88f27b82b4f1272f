using System.Buffers;
using System.Text;

namespace Groundwork.Models.Wire;

/// <summary>Reads server-sent events (WHATWG HTML, section 9.2.6), or lines, from bytes that arrive in any portions.</summary>
/// <remarks>
/// Lines end with LF, CRLF or CR; comments and unknown fields are skipped; lines are cut in bytes and decoded only when whole, so a
/// character may be split between portions. Unlike a browser, the reader delivers an event that the end of the stream cuts off, marked so:
/// servers leave out the last empty line. An event of one data line, which is nearly every event, is given without copying it.
/// </remarks>
/// <param name="read">Reads the next portion; 0 at the end.</param>
/// <param name="maxEventBytes">Longest event in bytes; a longer one is refused with <see cref="InvalidDataException"/>.</param>
/// <param name="form">Events or lines.</param>
internal sealed class EventReader(Func<Memory<byte>, CancellationToken, ValueTask<int>> read, int maxEventBytes, StreamForm form = StreamForm.Events) : IDisposable
{
    private const int FirstBufferBytes = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
    private ArrayBufferWriter<byte>? _joined;
    private int _lineStart;
    private int _scanned;
    private int _end;
    private (int Start, int Length) _single;
    private int _dataLines;
    private bool _skipLineFeed;
    private bool _isFirstLine = true;
    private bool _hasEnded;
    private string _name = "";
    private string _lastName = "";

    /// <summary>An event has been read.</summary>
    public bool HasRead { get; private set; }

    /// <summary>The next event with data; null at the end. Completes at once while whole events are waiting in the buffer.</summary>
    public async ValueTask<StreamEvent?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (NextBuffered() is { } whole)
                return whole;
            if (_hasEnded)
                return null;
            MakeRoom();
            var length = await read(_buffer.AsMemory(_end), cancellationToken);
            _hasEnded = length == 0;
            _end += length;
            if (_hasEnded)
                return Last();
        }
    }

    public void Dispose()
    {
        if (_buffer.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private StreamEvent? NextBuffered()
    {
        while (_scanned < _end)
        {
            if (_skipLineFeed)
            {
                _skipLineFeed = false;
                if (_buffer[_scanned] == '\n')
                {
                    _lineStart = ++_scanned;
                    continue;
                }
            }

            var found = _buffer.AsSpan(_scanned, _end - _scanned).IndexOfAny((byte)'\r', (byte)'\n');
            if (found < 0)
            {
                _scanned = _end;
                RefuseTooLong(_end - _lineStart);
                return null;
            }

            var lineEnd = _scanned + found;
            var start = _lineStart;
            // The LF of a CRLF may come with the next portion.
            _skipLineFeed = _buffer[lineEnd] == '\r';
            _lineStart = _scanned = lineEnd + 1;
            RefuseTooLong(lineEnd - start);
            if (Line(start, lineEnd) is { } whole)
                return whole;
        }

        return null;
    }

    /// <summary>What the end of the stream leaves.</summary>
    private StreamEvent? Last()
    {
        if (_lineStart < _end)
        {
            var start = _lineStart;
            _lineStart = _scanned = _end;
            if (Line(start, _end) is { } line)
                return line with { IsCutOff = true };
        }

        return _dataLines > 0 ? Take(isCutOff: true) : null;
    }

    private StreamEvent? Line(int start, int end)
    {
        if (_isFirstLine)
        {
            _isFirstLine = false;
            if (_buffer.AsSpan(start, end - start).StartsWith("\uFEFF"u8))
                start += 3;
        }

        if (form == StreamForm.Lines)
        {
            if (_buffer.AsSpan(start, end - start).Trim(" \t"u8).IsEmpty)
                return null;
            AddData(start, end - start);
            return Take(isCutOff: false);
        }

        if (start == end)
        {
            if (_dataLines > 0)
                return Take(isCutOff: false);
            _name = "";
            return null;
        }

        Field(start, end);
        return null;
    }

    private void Field(int start, int end)
    {
        var line = _buffer.AsSpan(start, end - start);
        var colon = line.IndexOf((byte)':');
        if (colon == 0)
            return;
        var field = colon < 0 ? line : line[..colon];
        var valueStart = colon < 0 ? end : start + colon + 1;
        if (valueStart < end && _buffer[valueStart] == ' ')
            valueStart++;
        if (field.SequenceEqual("data"u8))
            AddData(valueStart, end - valueStart);
        else if (field.SequenceEqual("event"u8))
            _name = NameOf(_buffer.AsSpan(valueStart, end - valueStart));
    }

    // The same few names come again and again.
    private string NameOf(ReadOnlySpan<byte> name)
    {
        if (!Ascii.Equals(name, _lastName))
            _lastName = Encoding.UTF8.GetString(name);
        return _lastName;
    }

    private void AddData(int start, int length)
    {
        if (_dataLines++ == 0)
        {
            _single = (start, length);
            return;
        }

        _joined ??= new ArrayBufferWriter<byte>();
        if (_dataLines == 2)
            _joined.Write(_buffer.AsSpan(_single.Start, _single.Length));
        _joined.Write("\n"u8);
        _joined.Write(_buffer.AsSpan(start, length));
    }

    private StreamEvent Take(bool isCutOff)
    {
        ReadOnlyMemory<byte> data = _buffer.AsMemory(_single.Start, _single.Length);
        if (_dataLines > 1)
        {
            data = _joined!.WrittenSpan.ToArray();
            _joined.ResetWrittenCount();
        }

        var taken = new StreamEvent(_name, data, isCutOff);
        HasRead = true;
        _dataLines = 0;
        _name = "";
        return taken;
    }

    private void RefuseTooLong(int lineBytes)
    {
        var before = _dataLines switch { 0 => 0, 1 => _single.Length, _ => _joined!.WrittenCount };
        if (before + lineBytes > maxEventBytes)
            throw new InvalidDataException($"An event of the stream is longer than {maxEventBytes} bytes.");
    }

    private void MakeRoom()
    {
        var keepFrom = _dataLines == 1 ? Math.Min(_single.Start, _lineStart) : _lineStart;
        if (_end < _buffer.Length && keepFrom < _buffer.Length / 2)
            return;
        var kept = _buffer.AsSpan(keepFrom, _end - keepFrom);
        if (kept.Length > _buffer.Length / 2)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            kept.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else
        {
            kept.CopyTo(_buffer);
        }

        _end -= keepFrom;
        _scanned -= keepFrom;
        _lineStart -= keepFrom;
        _single.Start -= keepFrom;
    }
}
