namespace Groundwork.Documents;

/// <summary>The way back from canonical text to lines and pages of the source.</summary>
public sealed class SourceMap
{
    /// <summary>A map without marks: the source has neither lines nor pages.</summary>
    public static readonly SourceMap Empty = new([]);

    private readonly SourceMark[] _marks;

    /// <summary>Makes a map.</summary>
    /// <param name="marks">Marks whose offsets strictly ascend.</param>
    /// <exception cref="ArgumentException">The offsets do not ascend.</exception>
    public SourceMap(IEnumerable<SourceMark> marks)
    {
        _marks = [.. marks];
        for (var i = 1; i < _marks.Length; i++)
            if (_marks[i].Offset <= _marks[i - 1].Offset)
                throw new ArgumentException($"Source marks must ascend; mark {i} at {_marks[i].Offset} follows {_marks[i - 1].Offset}.", nameof(marks));
    }

    /// <summary>All marks, ascending.</summary>
    public IReadOnlyList<SourceMark> Marks => _marks;

    /// <summary>The last mark at or before <paramref name="offset"/>; null before the first.</summary>
    public SourceMark? At(int offset)
    {
        int low = 0, high = _marks.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_marks[middle].Offset <= offset) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? null : _marks[low - 1];
    }
}
