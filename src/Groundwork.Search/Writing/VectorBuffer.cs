namespace Groundwork.Search.Writing;

/// <summary>The vectors of pending entries.</summary>
internal sealed class VectorBuffer(int dimensions)
{
    private const int ChunkFloats = 1 << 16;
    private readonly int _rowsPerChunk = Math.Max(1, ChunkFloats / Math.Max(1, dimensions));
    private readonly List<float[]> _chunks = [];
    private readonly List<(int Entry, float Norm)> _rows = [];

    public int Count => _rows.Count;

    /// <summary>Rough bytes of memory in use.</summary>
    public long Bytes => _rows.Count * ((dimensions * 4L) + 8);

    public void Add(int entry, float norm, ReadOnlySpan<float> vector)
    {
        if (_rows.Count == _chunks.Count * _rowsPerChunk) _chunks.Add(new float[_rowsPerChunk * dimensions]);
        vector.CopyTo(_chunks[^1].AsSpan((_rows.Count % _rowsPerChunk) * dimensions));
        _rows.Add((entry, norm));
    }

    public int EntryOf(int row) => _rows[row].Entry;

    public float NormOf(int row) => _rows[row].Norm;

    public ReadOnlySpan<float> Row(int row) => _chunks[row / _rowsPerChunk].AsSpan((row % _rowsPerChunk) * dimensions, dimensions);
}
