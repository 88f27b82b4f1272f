using System.Globalization;
using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Torture.Engine;

/// <summary>One life of an index: operations drawn from a seed, and what every commit must hold.</summary>
internal sealed class EngineScript(int seed)
{
    private const int Dimensions = 4;
    private const int Keys = 30;

    private readonly Dictionary<long, Dictionary<string, int>> _byCommit = new() { [0] = new(StringComparer.Ordinal) };

    /// <summary>Small logs and few segments in some lives, so that rolling and merging happen; in others only when asked for.</summary>
    public IndexOptions Options { get; } = new([new FieldDefinition("title", 2), new FieldDefinition("body")], new VectorSpace("torture", Dimensions, Similarity.Cosine))
    {
        MaxSegments = 2 + (seed % 7),
        LogEntries = seed % 2 == 0 ? 16 : 4096,
    };

    /// <summary>The newest commit that was acknowledged.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Goes on until the script ends or the disk fails.</summary>
    public void Run(IIndexDirectory disk)
    {
        var random = new Random(seed);
        using var index = SearchIndex.Open(disk, Options);
        using var writer = index.OpenWriter();
        var pending = new Dictionary<string, int>(StringComparer.Ordinal);
        var version = 0;
        for (var round = random.Next(4, 16); round > 0; round--)
        {
            for (var i = random.Next(8) == 0 ? 25 : random.Next(1, 4); i > 0; i--)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"k{random.Next(Keys)}");
                if (random.Next(4) == 0)
                {
                    writer.Delete(new EntryKey(key));
                    pending.Remove(key);
                    continue;
                }

                writer.Upsert(Entry(key, ++version));
                pending[key] = version;
            }

            if (random.Next(25) == 0)
            {
                writer.DeleteAll();
                pending.Clear();
            }

            // A purge commits twice: what is pending, and what it rewrote.
            _byCommit[Acknowledged + 1] = new Dictionary<string, int>(pending, StringComparer.Ordinal);
            _byCommit[Acknowledged + 2] = _byCommit[Acknowledged + 1];
            Acknowledged = random.Next(6) == 0 ? writer.Purge(CancellationToken.None) : writer.Commit(CancellationToken.None);
            if (random.Next(5) == 0) writer.Settle(random.Next(1, 4), CancellationToken.None);
            if (random.Next(4) == 0) index.OpenSnapshot().Dispose();
        }
    }

    /// <summary>Compares what is left with what must be there.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Check(IReadOnlyDictionary<string, byte[]> remains)
    {
        try
        {
            var disk = new FallibleDisk(remains, 0, PowerCut.Killed, new Random(seed));
            using var index = SearchIndex.Open(disk, Options);
            index.Verify(CancellationToken.None);
            if (Compare(index, out var commit) is { } wrong) return wrong;

            // Whoever comes next goes on from there.
            using (var writer = index.OpenWriter())
            {
                writer.Upsert(Entry("next", int.MaxValue));
                if (writer.Commit(CancellationToken.None) != commit + 1) return "the next commit does not follow";
                writer.Settle(1, CancellationToken.None);
            }

            index.Verify(CancellationToken.None);
            using var after = index.OpenSnapshot();
            return after.Status.Entries == _byCommit[commit].Count + 1 ? null : $"after one more entry there are {after.Status.Entries}, not {_byCommit[commit].Count + 1}";
        }
        catch (Exception problem) when (problem is IndexDamagedException or IndexMismatchException or IOException or InvalidOperationException or ArgumentException)
        {
            return problem.ToString();
        }
    }

    private string? Compare(SearchIndex index, out long commit)
    {
        using var snapshot = index.OpenSnapshot();
        commit = snapshot.Commit;
        if (commit < Acknowledged) return $"commit {Acknowledged} was acknowledged, and {commit} is there: lost";
        if (!_byCommit.TryGetValue(commit, out var expected)) return $"commit {commit} is there, and {Acknowledged} was the last to be acknowledged";
        var keys = snapshot.Keys().Select(k => k.Value).Order(StringComparer.Ordinal).ToList();
        if (!keys.SequenceEqual(expected.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal)) return $"commit {commit} holds {string.Join(' ', keys)}, not {string.Join(' ', expected.Keys.Order(StringComparer.Ordinal))}";
        foreach (var (key, version) in expected)
        {
            var hits = snapshot.Search(new SearchRequest(new Query.Words("common", LanguageCode.English), new Filter.Between("version", version, version), 2), CancellationToken.None);
            if (hits.Count != 1 || !string.Equals(hits[0].Key.Value, key, StringComparison.Ordinal)) return $"version {version} of {key} is not in commit {commit}";
        }

        var near = snapshot.Search(new SearchRequest(new Query.Nearest(new float[] { 1, 0, 0, 0 }), null, 100), CancellationToken.None);
        return near.Count == expected.Count ? null : $"{near.Count} of {expected.Count} vectors are found in commit {commit}";
    }

    private static IndexEntry Entry(string key, int version) => new(
        new EntryKey(key),
        new Dictionary<string, FieldValue>(StringComparer.Ordinal)
        {
            ["title"] = new FieldValue.Text($"title of {key}", LanguageCode.English),
            ["body"] = new FieldValue.Text($"common words of version {version}", LanguageCode.English),
            ["version"] = new FieldValue.Number(version),
            ["tag"] = new FieldValue.Keywords([$"t{version % 3}"]),
        },
        new float[] { 1, version % 5, version % 3, 1 });
}
