namespace Groundwork.Documents.Readers;

/// <summary>Reads a stream line by line into one buffer; a line beyond the limit is passed over, not held.</summary>
internal sealed class LineReader(Stream content, int maxLineBytes)
{
    private const int ChunkBytes = 1 << 16;

    private readonly byte[] _chunk = new byte[ChunkBytes];
    private byte[] _line = new byte[1024];
    private int _lineLength;
    private int _at;
    private int _end;

    /// <summary>The current line without its end, valid until the next call; cut short when it is too long.</summary>
    public ReadOnlyMemory<byte> Line => _line.AsMemory(0, _lineLength);

    /// <summary>The current line is longer than the limit.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Goes to the next line.</summary>
    /// <returns>False at the end of the stream.</returns>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _lineLength = 0;
        IsTooLong = false;
        var hasAny = false;
        while (true)
        {
            if (_at == _end)
            {
                _at = 0;
                _end = await content.ReadAsync(_chunk, cancellationToken);
                if (_end == 0) return hasAny;
            }

            hasAny = true;
            var found = _chunk.AsSpan(_at, _end - _at).IndexOf((byte)'\n');
            Keep(_chunk.AsSpan(_at, (found < 0 ? _end : _at + found) - _at));
            _at = found < 0 ? _end : _at + found + 1;
            if (found >= 0) return true;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (IsTooLong) return;
        if (bytes.Length > maxLineBytes - _lineLength)
        {
            IsTooLong = true;
            bytes = bytes[..(maxLineBytes - _lineLength)];
        }

        if (_lineLength + bytes.Length > _line.Length) Array.Resize(ref _line, (int)Math.Min(maxLineBytes, Math.Max((long)_line.Length * 2, _lineLength + bytes.Length)));
        bytes.CopyTo(_line.AsSpan(_lineLength));
        _lineLength += bytes.Length;
    }
}
