using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Groundwork.Search.Bytes;
using Groundwork.Search.Vectors;

namespace Groundwork.Search.Segments;

/// <summary>The vectors of a segment, row after row, in order of entry; their 8-bit codes; and the graph over them in a large segment.</summary>
internal sealed class VectorTable
{
    private readonly Section? _entries;
    private readonly Section _norms;
    private readonly Section _rows;
    private readonly Section _codes;
    private readonly Section _scales;
    private readonly Section _errors;
    private readonly Section? _lifts;
    private readonly Section _links;
    private readonly Section _upperLinks;
    private readonly Section _upperRows;
    private readonly Section _upperStarts;
    private readonly Section _upperCodes;
    private readonly VectorHead _head;
    private readonly int _dimensions;
    private readonly int _entryCount;
    private readonly string _file;
    private readonly ConcurrentBag<GraphScratch> _scratches = [];

    /// <summary>Opens the table. Only lengths are checked; what a graph says is checked where it is read.</summary>
    /// <param name="info">Counts of the segment.</param>
    /// <param name="sections">Sections of the segment.</param>
    /// <param name="file">Name of the file, for errors.</param>
    public VectorTable(SegmentInfo info, IReadOnlyDictionary<SectionKind, Section> sections, string file)
    {
        (_dimensions, _entryCount, _file, Count) = (info.Dimensions, info.EntryCount, file, info.VectorCount);
        _norms = Find(SectionKind.VectorNorms, 4);
        _rows = Find(SectionKind.Vectors, _dimensions * 4L);
        if (Count == 0) return;
        if (sections.TryGetValue(SectionKind.VectorEntries, out var entries)) _entries = Sized(SectionKind.VectorEntries, entries, Count * 4L);
        else if (Count != _entryCount) Damage.Throw(file, $"it has {Count} vectors for {_entryCount} entries and does not say for which");
        if (!sections.TryGetValue(SectionKind.VectorHead, out var head)) Damage.Throw(file, "it does not say how its vectors are compared");
        _head = VectorHead.Decode(head.All(), file);
        Stride = IntegerDot.Padded(_dimensions);
        _codes = Find(SectionKind.VectorCodes, Stride);
        _scales = Find(SectionKind.VectorScales, 4);
        _errors = Find(SectionKind.VectorErrors, 4);
        if (Similarity == Similarity.Euclidean) _lifts = Find(SectionKind.VectorLifts, 4);
        if (!HasGraph) return;
        _links = Find(SectionKind.GraphLinks, GraphShape.BaseLinks * 4L);
        if (!sections.TryGetValue(SectionKind.GraphRows, out _upperRows)
            || !sections.TryGetValue(SectionKind.GraphStarts, out _upperStarts)
            || !sections.TryGetValue(SectionKind.GraphUpperLinks, out _upperLinks)
            || !sections.TryGetValue(SectionKind.GraphUpperCodes, out _upperCodes)
            || _upperRows.Length % 4 != 0
            || _upperStarts.Length != _upperRows.Length + 4
            || _upperCodes.Length != UpperCodes.BytesOf(_upperRows.Length / 4, Stride, _lifts is not null)
            || _upperLinks.Length % (GraphShape.Links * 4) != 0
            || _head.Entry >= (_head.Top == 0 ? Count : _upperRows.Length / 4))
            Damage.Throw(file, "the upper layers of its graph are missing or have other lengths than its entry needs");

        Section Find(SectionKind kind, long bytesPerRow)
        {
            if (!sections.TryGetValue(kind, out var section)) Damage.Throw(file, $"its section {kind} is missing");
            return Sized(kind, section, Count * bytesPerRow);
        }

        Section Sized(SectionKind kind, Section section, long bytes)
        {
            if (section.Length != bytes) Damage.Throw(file, $"its section {kind} has {section.Length} bytes; {Count} vectors of {_dimensions} dimensions need {bytes}");
            return section;
        }
    }

    public int Count { get; }

    /// <summary>Codes of a row, padding included.</summary>
    public int Stride { get; }

    public Similarity Similarity => _head.Similarity;

    public bool HasGraph => _head.HasGraph;

    /// <summary>The codes of all rows.</summary>
    public CodeRows Codes => new(
        in _codes.First<sbyte>(), in _scales.First<float>(), in _lifts is { } lifts ? ref lifts.First<float>() : ref Unsafe.NullRef<float>(), Stride, Count);

    /// <summary>How far the codes of each row are from what they stand for.</summary>
    public ReadOnlySpan<float> Errors => _errors.As<float>();

    public float ErrorOf(int row) => _errors.As<float>(row * 4L, 4)[0];

    /// <summary>The graph; there must be one.</summary>
    public GraphView Graph => new(
        in _links.First<uint>(), Count, _upperLinks.As<uint>(), _upperStarts.As<uint>(), _upperRows.As<uint>(),
        UpperCodes.Read(_upperCodes, (int)(_upperRows.Length / 4), Stride, _lifts is not null), _head.Entry, _head.Top, _file);

    /// <summary>Entry of each row; empty when a row's number is its entry's.</summary>
    public ReadOnlySpan<uint> Entries => _entries is { } entries ? entries.As<uint>() : default;

    /// <summary>Room for a search; give it back.</summary>
    public GraphScratch Rent() => _scratches.TryTake(out var scratch) ? scratch : new GraphScratch();

    public void Return(GraphScratch scratch) => _scratches.Add(scratch);

    public int EntryOf(int row)
    {
        if (_entries is not { } entries) return row;
        var entry = entries.As<uint>(row * 4L, 4)[0];
        if (entry >= (uint)_entryCount) Damage.Throw(entries.File, $"a vector belongs to entry {entry} of {_entryCount}");
        return (int)entry;
    }

    public float NormOf(int row) => _norms.As<float>(row * 4L, 4)[0];

    public ReadOnlySpan<float> Row(int row) => _rows.As<float>((long)row * _dimensions * 4, _dimensions * 4L);

    /// <summary>The row of an entry, or null when it has no vector.</summary>
    public int? RowOf(int entry)
    {
        if (_entries is null) return entry < Count ? entry : null;
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = EntryOf(middle);
            if (found == entry) return middle;
            if (found < entry) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }
}
