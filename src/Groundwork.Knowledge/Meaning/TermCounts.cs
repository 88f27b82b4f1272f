using System.Runtime.InteropServices;
using Groundwork.Language;

namespace Groundwork.Knowledge.Meaning;

/// <summary>How often each term stands in a text. Stop words are left out.</summary>
/// <remarks>Not safe for concurrent use: analysers remember frequent words.</remarks>
internal sealed class TermCounts
{
    private readonly Dictionary<string, TextAnalyzer> _analyzers = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, int> _counts = [];
    private readonly List<Term> _terms = [];

    /// <summary>The terms of the text in hand by <see cref="Bits.Of"/>, each with its count.</summary>
    public IReadOnlyDictionary<ulong, int> Counts => _counts;

    /// <summary>Forgets the text in hand.</summary>
    public void Clear() => _counts.Clear();

    /// <summary>Adds a text, or a part of it, in one language.</summary>
    public void Add(string text, LanguageCode language)
    {
        foreach (var hash in Analyze(text, language)) CollectionsMarshal.GetValueRefOrAddDefault(_counts, hash, out _)++;
    }

    /// <summary>Adds one of several readings of a text: a term counts as often as in the reading that has it most often.</summary>
    public void AddReading(string text, LanguageCode language)
    {
        foreach (var reading in Analyze(text, language).CountBy(hash => hash))
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, reading.Key, out _);
            count = Math.Max(count, reading.Value);
        }
    }

    /// <summary>The text of a chunk: where it stands, then what it says.</summary>
    public void Add(ChunkRecord record)
    {
        if (record.HasContext)
        {
            Add(record.Title, record.Language);
            foreach (var heading in record.Chunk.Headings) Add(heading, record.Language);
        }

        Add(record.Chunk.Text, record.Language);
    }

    private IEnumerable<ulong> Analyze(string text, LanguageCode language)
    {
        if (!_analyzers.TryGetValue(language.Code, out var analyzer)) _analyzers.Add(language.Code, analyzer = new TextAnalyzer(language));
        _terms.Clear();
        analyzer.Analyze(text, _terms);
        return _terms.Where(t => !t.IsStopWord).Select(t => Bits.Of(t.Text));
    }
}
