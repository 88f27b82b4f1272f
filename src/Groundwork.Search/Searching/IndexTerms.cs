using System.Text;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>The index terms that one search names, numbered from 0 and looked up once in every segment.</summary>
internal sealed class IndexTerms
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly List<long> _frequencies = [];
    private IReadOnlyList<SegmentView> _segments = [];
    private TermEntry[] _entries = new TermEntry[64];

    /// <summary>Forgets all terms.</summary>
    /// <param name="segments">Where the next ones are looked up.</param>
    public void Start(IReadOnlyList<SegmentView> segments)
    {
        _segments = segments;
        _numbers.Clear();
        _texts.Clear();
        _frequencies.Clear();
    }

    public int NumberOf(string term)
    {
        if (_numbers.TryGetValue(term, out var number)) return number;
        number = _texts.Count;
        _numbers.Add(term, number);
        _texts.Add(term);
        _frequencies.Add(LookUp(term, number * _segments.Count));
        return number;
    }

    public string TextOf(int term) => _texts[term];

    /// <summary>Entries of all segments that hold it; 0 for a term that the index does not know.</summary>
    public long DocumentFrequency(int term) => _frequencies[term];

    public TermEntry In(int segment, int term) => _entries[(term * _segments.Count) + segment];

    private long LookUp(string term, int at)
    {
        if (_entries.Length < at + _segments.Count) Array.Resize(ref _entries, Math.Max(at + _segments.Count, _entries.Length * 2));
        Span<byte> bytes = stackalloc byte[SegmentFormat.MostTermChars * 3];
        bytes = bytes[..Encoding.UTF8.GetBytes(term, bytes)];
        long holders = 0;
        for (var segment = 0; segment < _segments.Count; segment++)
        {
            var entry = _segments[segment].Reader.Dictionary.Find(bytes);
            _entries[at + segment] = entry;
            holders += entry.DocumentFrequency;
        }

        return holders;
    }
}
