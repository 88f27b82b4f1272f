namespace Groundwork.Search.Segments;

/// <summary>Brings what searches read into memory after a file was opened, a piece with each search, so that neither opening nor any search waits for all of it.</summary>
/// <remarks>
/// Without it every page would be read alone when it is first needed, which is right for the first answer and slow for the hundreds after it.
/// Vectors as given are left out: a search reads a dozen of them, and they are the largest part.
/// </remarks>
internal sealed class WarmUp
{
    private const long PieceBytes = 8 << 20;
    private const int ShareOfMemory = 4;
    private readonly Section[] _sections;
    private readonly long _length;
    private long _next;

    public WarmUp(IEnumerable<KeyValuePair<SectionKind, Section>> sections)
    {
        _sections = [.. sections.Where(section => section.Key != SectionKind.Vectors).OrderByDescending(section => section.Key).Select(section => section.Value)];
        _length = Math.Min(_sections.Sum(section => section.Length), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory);
    }

    /// <summary>Asks for the next piece, if there is one.</summary>
    public void Step()
    {
        if (Volatile.Read(ref _next) >= _length) return;
        var from = Interlocked.Add(ref _next, PieceBytes) - PieceBytes;
        var to = Math.Min(from + PieceBytes, _length);
        long start = 0;
        foreach (var section in _sections)
        {
            var (first, last) = (Math.Max(from, start), Math.Min(to, start + section.Length));
            if (first < last) section.ReadAhead(first - start, last - first);
            start += section.Length;
        }
    }
}
