using System.Globalization;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Model;

/// <summary>Several threads change their own keys through one writer, with small logs, rolls, merges, purges and reopening in the middle.</summary>
public sealed class ThreadsModelTests
{
    private const int Threads = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_thread_finds_its_own_changes_and_nothing_else(int seed)
    {
        using var folder = new TemporaryDirectory();
        var options = Sample.Options(maxSegments: 2) with { LogEntries = 24, LogBytes = 1 << 16 };
        var models = Enumerable.Range(0, Threads).Select(_ => new Dictionary<string, int>(StringComparer.Ordinal)).ToArray();
        for (var life = 0; life < 3; life++)
        {
            using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), options);
            using var writer = index.OpenWriter();
            var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
            var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
            {
                try
                {
                    Work(index, writer, models[t], t, new Random((seed * 100) + (life * 10) + t));
                }
                catch (Exception e)
                {
                    failures.Enqueue(e);
                }
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
            failures.ShouldBeEmpty($"seed {seed}, life {life}");
            index.Verify(CancellationToken.None);
        }

        using var last = SearchIndex.Open(new FileIndexDirectory(folder.Path), options);
        using var snapshot = last.OpenSnapshot();
        snapshot.Keys().Select(k => k.Value).Order(StringComparer.Ordinal)
            .ShouldBe(models.SelectMany(m => m.Keys).Order(StringComparer.Ordinal), $"seed {seed}");
    }

    private static void Work(SearchIndex index, IndexWriter writer, Dictionary<string, int> model, int thread, Random random)
    {
        for (var round = 0; round < 40; round++)
        {
            for (var i = random.Next(1, 12); i > 0; i--)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"t{thread}-{random.Next(20)}");
                if (random.Next(4) == 0)
                {
                    writer.Delete(new EntryKey(key));
                    model.Remove(key);
                }
                else
                {
                    var value = random.Next(1000);
                    writer.Upsert(Sample.Entry(key, "words", fields: ("value", new FieldValue.Number(value))));
                    model[key] = value;
                }
            }

            if (random.Next(15) == 0) writer.Purge(CancellationToken.None);
            else if (random.Next(15) == 0) writer.Settle(random.Next(1, 4), CancellationToken.None);
            writer.Commit(CancellationToken.None);
            using var snapshot = index.OpenSnapshot();
            foreach (var (key, value) in model)
            {
                snapshot.Contains(new EntryKey(key)).ShouldBeTrue(key);
                if (random.Next(10) > 0) continue;
                var found = snapshot.Search(new SearchRequest(new Query.Words("words"), new Filter.Between("value", value, value), 100), CancellationToken.None);
                found.ShouldContain(h => string.Equals(h.Key.Value, key, StringComparison.Ordinal), $"{key} = {value}");
            }

            for (var i = 0; i < 20; i++)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"t{thread}-{i}");
                if (!model.ContainsKey(key)) snapshot.Contains(new EntryKey(key)).ShouldBeFalse(key);
            }
        }
    }
}
