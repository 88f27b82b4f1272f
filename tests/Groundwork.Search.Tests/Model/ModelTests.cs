using System.Text;
using Groundwork.Search;
using Groundwork.Search.Segments;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Model;

public sealed class ModelTests
{
    [Theory]
    [InlineData(1, Similarity.Cosine)]
    [InlineData(2, Similarity.Cosine)]
    [InlineData(3, Similarity.Dot)]
    [InlineData(4, Similarity.Euclidean)]
    [InlineData(5, null)]
    public void Any_sequence_of_operations_gives_the_hits_and_scores_of_the_naive_model(int seed, Similarity? similarity)
    {
        for (var round = 0; round < 12; round++) new Run((seed * 1000) + round, similarity).Go(40);
    }

    private sealed class Run(int seed, Similarity? similarity)
    {
        private readonly Random _random = new(seed);
        private readonly MemoryIndexDirectory _directory = new();
        private readonly Dictionary<string, IndexEntry> _byVersion = new(StringComparer.Ordinal);
        private Dictionary<EntryKey, IndexEntry> _committed = [];
        private long _commit;

        public void Go(int steps)
        {
            var options = Sample.Options(similarity is { } s ? new VectorSpace("m", 3, s) : null, maxSegments: _random.Next(2, 5)) with
            {
                // From a log that takes everything to one that is full after a few commits, so that every path is walked.
                LogEntries = _random.Next(3) == 0 ? 4096 : _random.Next(16, 40),
                LogBytes = _random.Next(3) == 0 ? 4096 : 4 << 20,
            };
            var source = new RandomEntries(_random, options);
            var index = SearchIndex.Open(_directory, options);
            var writer = index.OpenWriter();
            var other = SearchIndex.Open(_directory, options);
            var pending = new Dictionary<EntryKey, IndexEntry>(_committed);
            for (var step = 0; step < steps; step++)
            {
                switch (_random.Next(20))
                {
                    case < 10:
                        for (var i = _random.Next(1, 6); i > 0; i--)
                        {
                            var entry = source.Entry();
                            _byVersion[VersionOf(entry)] = entry;
                            writer.Upsert(entry);
                            pending[entry.Key] = entry;
                        }

                        break;
                    case < 13:
                        var key = source.Key();
                        writer.Delete(key);
                        pending.Remove(key);
                        break;
                    case 13 when _random.Next(5) == 0:
                        writer.DeleteAll();
                        pending.Clear();
                        break;
                    case 14:
                        writer.Settle(_random.Next(3) == 0 ? 1 : int.MaxValue, CancellationToken.None);
                        break;
                    case < 17:
                        var commit = writer.Commit(CancellationToken.None);
                        commit.ShouldBeGreaterThanOrEqualTo(_commit, Because(step));
                        if (!pending.SequenceEqual(_committed)) commit.ShouldBeGreaterThan(_commit, Because(step));
                        _commit = commit;
                        _committed = new Dictionary<EntryKey, IndexEntry>(pending);
                        break;
                    case 17:
                        _commit = writer.Purge(CancellationToken.None);
                        _committed = new Dictionary<EntryKey, IndexEntry>(pending);
                        using (var purged = index.OpenSnapshot()) purged.Status.DeletedEntries.ShouldBe(0, Because(step));
                        break;
                    default:
                        // A crash: nothing is committed, and another process goes on.
                        writer.Dispose();
                        index.Dispose();
                        index = SearchIndex.Open(_directory, options);
                        writer = index.OpenWriter();
                        pending = new Dictionary<EntryKey, IndexEntry>(_committed);
                        break;
                }

                // What another process sees, now and then: it may have slept through any number of commits, rolls and merges.
                Compare(_random.Next(4) == 0 ? other : index, options, source, step);
            }

            index.Verify(CancellationToken.None);
            writer.Dispose();
            index.Dispose();
            other.Dispose();
        }

        private static string VersionOf(IndexEntry entry) => ((FieldValue.Keywords)entry.Fields["version"]).Values[0];

        private string Because(int step) => $"seed {seed}, step {step}";

        private void Compare(SearchIndex index, IndexOptions options, RandomEntries source, int step)
        {
            using var snapshot = index.OpenSnapshot();
            snapshot.Commit.ShouldBe(_commit, Because(step));
            snapshot.Keys().Order().ShouldBe(_committed.Keys.Order(), Because(step));
            snapshot.Status.Entries.ShouldBe(_committed.Count, Because(step));
            var physical = new List<string>();
            foreach (var segment in snapshot.State.Segments)
            {
                var versions = segment.Reader.Columns.Texts(ColumnKind.Keywords, "version")!.Values();
                while (versions.MoveNext()) physical.Add(Encoding.UTF8.GetString(versions.Value));
            }
            physical.Count.ShouldBe(snapshot.Status.Entries + snapshot.Status.DeletedEntries, Because(step));

            var model = new NaiveScorer(options, physical.Select(v => _byVersion[v]), e => _committed.TryGetValue(e.Key, out var live) && ReferenceEquals(live, e));
            for (var i = 0; i < 3; i++)
            {
                var query = source.Query();
                var filter = _random.Next(2) == 0 ? null : source.Filter();
                var limit = _random.Next(1, 12);
                var expected = model.Search(query, filter, limit);
                var hits = snapshot.Search(new SearchRequest(query, filter, limit, Explain: true), CancellationToken.None);
                var because = $"{Because(step)}, {query}, {filter}, limit {limit}";
                hits.Count.ShouldBe(Math.Min(limit, expected.Count), because);
                var scores = expected.ToDictionary(e => e.Key, e => e.Score);
                for (var h = 0; h < hits.Count; h++)
                {
                    scores.ShouldContainKey(hits[h].Key, because);
                    ((double)hits[h].Score).ShouldBe(scores[hits[h].Key], 1e-4, because);
                    ((double)hits[h].Score).ShouldBe(expected[h].Score, 1e-4, because);
                    ((double)hits[h].Why!.Value).ShouldBe(hits[h].Score, 1e-4, because);
                    if (h > 0 && hits[h].Score == hits[h - 1].Score) hits[h].Key.ShouldBeGreaterThan(hits[h - 1].Key, because);
                }
            }
        }
    }
}
