namespace Groundwork.Search.Segments;

/// <summary>The segment files that are open in this process, each once however many snapshots and writers read it.</summary>
internal sealed class SegmentCache(IIndexDirectory directory, long checkedBytes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(long Number, uint Checksum), (SegmentReader Reader, int Holders)> _open = [];

    public IIndexDirectory Directory => directory;

    /// <summary>An open segment; give it back with <see cref="Release"/>.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IndexDamagedException">It is not the file the commit names.</exception>
    public SegmentReader Acquire(SegmentRecord record, int fieldCount, int dimensions)
    {
        lock (_gate)
        {
            var id = (record.Number, record.Checksum);
            if (_open.TryGetValue(id, out var found) && found.Reader.Record.Length == record.Length)
            {
                _open[id] = (found.Reader, found.Holders + 1);
                return found.Reader;
            }

            var reader = SegmentReader.Open(directory, record, fieldCount, dimensions, checkedBytes);
            _open[id] = (reader, 1);
            return reader;
        }
    }

    public void Release(SegmentReader reader)
    {
        lock (_gate)
        {
            var id = (reader.Record.Number, reader.Record.Checksum);
            var holders = _open[id].Holders - 1;
            if (holders > 0)
            {
                _open[id] = (reader, holders);
                return;
            }

            _open.Remove(id);
            reader.Dispose();
        }
    }
}
