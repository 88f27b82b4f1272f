using Groundwork.Search.Bytes;
using Groundwork.Search.Commits;
using Groundwork.Search.Searching;
using Groundwork.Search.Segments;
using Groundwork.Search.Writing;

namespace Groundwork.Search;

/// <summary>One commit of an index, unchanged until disposed whatever writers do meanwhile.</summary>
/// <remarks>Safe for concurrent use. Searches that run while it is disposed end normally.</remarks>
public sealed class Snapshot : IDisposable
{
    private readonly SnapshotState _state;
    private readonly IndexOptions _options;
    private readonly ScratchPool _scratches;
    private int _isDisposed;

    internal Snapshot(SnapshotState state, IndexOptions options, ScratchPool scratches) => (_state, _options, _scratches) = (state, options, scratches);

    /// <summary>Commit number, 0 for a new index.</summary>
    public long Commit => _state.Number;

    /// <summary>What the index holds at this commit.</summary>
    public IndexStatus Status
    {
        get
        {
            using var pin = new Pin(this);
            return _state.Status;
        }
    }

    internal SnapshotState State => _state;

    /// <summary>Whether a live entry has this key.</summary>
    public bool Contains(EntryKey key)
    {
        if (string.IsNullOrEmpty(key.Value) || Utf8.TryGetBytes(key.Value) is not { } bytes) return false;
        using var pin = new Pin(this);
        foreach (var segment in _state.Segments)
            if (segment.Reader.EntryOf(bytes) is { } entry && (segment.Dead is null || !segment.Dead[entry]))
                return true;
        return false;
    }

    /// <summary>The keys of all live entries, in no promised order.</summary>
    public IEnumerable<EntryKey> Keys()
    {
        using var pin = new Pin(this);
        foreach (var segment in _state.Segments)
        {
            for (var place = 0; place < segment.Reader.EntryCount; place++)
            {
                var entry = segment.Reader.OrderedEntry(place);
                if (segment.Dead is null || !segment.Dead[entry]) yield return new EntryKey(Utf8.GetString(segment.Reader.KeyOf(entry)));
            }
        }
    }

    /// <summary>The best entries for a query.</summary>
    /// <remarks>
    /// Words score by BM25F with statistics over the whole snapshot, in which deleted entries count until they are merged away.
    /// Without a language they are analysed in each language the snapshot holds, and what the languages make of one word counts
    /// as one word. A repeated word counts once. Stop words are left out when another word remains. A phrase counts as one word.
    /// </remarks>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>At most the limit, best first, ties by key. Fewer only when fewer entries match and pass the filter.</returns>
    /// <exception cref="ArgumentException">The query, filter or limit makes no sense; the message says why.</exception>
    /// <exception cref="VectorRefusedException">The query's vector does not fit the index.</exception>
    /// <exception cref="IndexDamagedException">A file turned out not to be what was written.</exception>
    public IReadOnlyList<Hit> Search(SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Limit < 1) throw new ArgumentException($"The limit {request.Limit} must be at least 1.", nameof(request));
        using var pin = new Pin(this);
        var scratch = _scratches.Rent();
        var context = new SearchContext(_state, _options, scratch, cancellationToken);
        var allowed = FilterEvaluation.Run(context, _state.Commit.Schema.Fields, request.Filter);
        var leg = QueryPlanner.Plan(context, request.Query);
        var best = leg.Best(allowed, request.Limit);
        var hits = new Hit[best.Count];
        for (var i = 0; i < hits.Length; i++)
            hits[i] = new Hit(KeyOf(best[i]), best[i].Score, request.Explain ? leg.Explain(best[i]) : null, KeywordsOf(best[i], request.Keywords));
        foreach (var segment in _state.Segments) segment.Reader.WarmUp.Step();
        _scratches.Return(scratch);
        return hits;
    }

    /// <summary>Counts values of fields over the live entries that match a query and pass a filter. The counts are exact.</summary>
    /// <param name="request">What to count.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    /// <exception cref="ArgumentException">The request makes no sense; the message says why.</exception>
    /// <exception cref="VectorRefusedException">The query's vector does not fit the index.</exception>
    /// <exception cref="IndexDamagedException">A file turned out not to be what was written.</exception>
    public FacetCounts Facets(FacetRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Fields is not { Count: > 0 }) throw new ArgumentException("Name one field or more to count by.", nameof(request));
        foreach (var field in request.Fields)
        {
            if (field is not { Name: not null, Limit: >= 1, Buckets: >= 0 and <= FacetCounting.MostBuckets })
                throw new ArgumentException($"A field to count by needs a name, a limit of at least 1 and at most {FacetCounting.MostBuckets} buckets; this is {field}.", nameof(request));
        }

        using var pin = new Pin(this);
        var scratch = _scratches.Rent();
        var context = new SearchContext(_state, _options, scratch, cancellationToken);
        var matched = FilterEvaluation.Run(context, _state.Commit.Schema.Fields, request.Filter);
        if (request.Query is { } query)
        {
            var leg = QueryPlanner.Plan(context, query);
            matched = [.. matched.Select((allowed, segment) => leg.Matches(segment, allowed))];
        }

        var counts = new FacetCounting(context, matched).Run(request.Fields);
        _scratches.Return(scratch);
        return counts;
    }

    /// <summary>The words of a text as this commit knows them, in order. What the languages of the index make of one word is one word.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public IReadOnlyList<KnownWord> Words(string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var pin = new Pin(this);
        var scratch = _scratches.Rent();
        var words = KnownWords.Of(new SearchContext(_state, _options, scratch, cancellationToken), text);
        _scratches.Return(scratch);
        return words;
    }

    /// <summary>Index terms that differ by a few characters from what the languages of the index make of a word, the nearest first, of equally near ones the most frequent.</summary>
    /// <remarks>Terms are stems where the language of a text has a stemmer.</remarks>
    /// <param name="word">One word.</param>
    /// <param name="distance">The most characters inserted, left out or replaced, 0..2.</param>
    /// <param name="limit">Most terms returned, ≥ 1.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public IReadOnlyList<NearTerm> Near(string word, int distance, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(distance, TermExpansion.MostDistance);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        using var pin = new Pin(this);
        var scratch = _scratches.Rent();
        var terms = KnownWords.Near(new SearchContext(_state, _options, scratch, cancellationToken), word, distance, limit);
        _scratches.Return(scratch);
        return terms;
    }

    /// <summary>Lets go of the commit.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0) _state.Release();
    }

    private EntryKey KeyOf(Found found) => new(Utf8.GetString(_state.Segments[found.Segment].Reader.KeyOf(found.Entry)));

    private string?[]? KeywordsOf(Found found, IReadOnlyList<string>? fields)
    {
        if (fields is null) return null;
        var columns = _state.Segments[found.Segment].Reader.Columns;
        var values = new string?[fields.Count];
        for (var i = 0; i < values.Length; i++) values[i] = columns.Texts(ColumnKind.Keywords, fields[i])?.FirstOf(found.Entry);
        return values;
    }

    /// <summary>Keeps the files mapped while they are read, even when the snapshot is disposed meanwhile.</summary>
    private readonly struct Pin : IDisposable
    {
        private readonly SnapshotState _state;

        public Pin(Snapshot snapshot)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref snapshot._isDisposed) != 0 || !snapshot._state.TryHold(), snapshot);
            _state = snapshot._state;
        }

        public void Dispose() => _state.Release();
    }
}
