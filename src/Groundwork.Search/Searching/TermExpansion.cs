using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Finds the index terms that a prefix or a misspelt word may stand for, and makes one term to score of them.</summary>
internal sealed class TermExpansion
{
    public const int MostDistance = 2;
    private const int MostTerms = 64;

    // Stepping over a few terms is cheaper than a search in the dictionary.
    private const int StepsBeforeSeek = 16;
    private readonly SearchContext _context;
    private readonly Dictionary<string, (int Distance, long Holders)> _found = new(StringComparer.Ordinal);

    private TermExpansion(SearchContext context) => _context = context;

    /// <summary>The terms that begin with a prefix, all with the share 1.</summary>
    public static VirtualTerm OfPrefix(SearchContext context, string prefix)
    {
        var expansion = new TermExpansion(context);
        var bytes = Utf8.GetBytes(prefix);
        foreach (var segment in context.Segments)
        {
            var walk = segment.Reader.Dictionary.Terms();
            walk.Seek(bytes);
            for (var steps = 0; walk.MoveNext() && walk.Term.StartsWith(bytes); steps++)
            {
                expansion.Check(steps);
                expansion.Add(walk, walk.Term.Length == bytes.Length ? 0 : 1);
            }
        }

        return expansion.Best($"prefix \"{prefix}*\"", _ => 1f);
    }

    /// <summary>The terms within some insertions, deletions and replacements of characters, with the share 1 / (1 + distance).</summary>
    public static VirtualTerm OfFuzzy(SearchContext context, string word, int distance)
    {
        var expansion = new TermExpansion(context);
        foreach (var segment in context.Segments) expansion.AddNear(segment.Reader.Dictionary.Terms(), new EditDistance(word, distance));
        return expansion.Best($"fuzzy \"{word}~{distance}\"", d => 1f / (1 + d));
    }

    /// <summary>The terms within some insertions, deletions and replacements of characters of any of several words.</summary>
    public static IReadOnlyList<NearTerm> Near(SearchContext context, IEnumerable<string> words, int distance, int limit)
    {
        var near = new Dictionary<string, NearTerm>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var expansion = new TermExpansion(context);
            foreach (var segment in context.Segments) expansion.AddNear(segment.Reader.Dictionary.Terms(), new EditDistance(word, distance));
            foreach (var (term, found) in expansion._found)
                if (!near.TryGetValue(term, out var known) || found.Distance < known.Distance)
                    near[term] = new NearTerm(term, found.Distance, found.Holders);
        }

        return [.. near.Values.OrderBy(t => t.Distance).ThenByDescending(t => t.Entries).ThenBy(t => t.Term, StringComparer.Ordinal).Take(limit)];
    }

    private void AddNear(TermWalk walk, EditDistance distance)
    {
        var dead = new List<byte>();
        var stepped = 0;
        for (var steps = 0; walk.MoveNext(); steps++)
        {
            Check(steps);
            if (dead.Count > 0 && walk.Term.StartsWith(CollectionsMarshal.AsSpan(dead)))
            {
                // Only a damaged file has a byte 255, which no other follows.
                if (++stepped < StepsBeforeSeek || dead[^1] == byte.MaxValue) continue;
                // The first string after all that begin with the dead prefix.
                dead[^1]++;
                walk.Seek(CollectionsMarshal.AsSpan(dead));
                dead.Clear();
                continue;
            }

            dead.Clear();
            stepped = 0;
            var (found, deadBytes) = distance.To(walk.Term);
            if (found is { } near) Add(walk, near);
            dead.AddRange(walk.Term[..deadBytes]);
        }
    }

    private void Check(int steps)
    {
        if ((steps & 0x3FF) == 0) _context.CancellationToken.ThrowIfCancellationRequested();
    }

    private void Add(TermWalk walk, int distance)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(_found, Utf8.GetString(walk.Term), out _);
        found = (distance, found.Holders + walk.Entry.DocumentFrequency);
    }

    /// <summary>The nearest terms, of equally near ones the most frequent.</summary>
    private VirtualTerm Best(string label, Func<int, float> share)
    {
        var best = _found
            .OrderBy(f => f.Value.Distance).ThenByDescending(f => f.Value.Holders).ThenBy(f => f.Key, StringComparer.Ordinal).Take(MostTerms).ToList();
        return new VirtualTerm(_context, label, [.. best.Select(f => f.Key)], [.. best.Select(f => share(f.Value.Distance))]);
    }
}
