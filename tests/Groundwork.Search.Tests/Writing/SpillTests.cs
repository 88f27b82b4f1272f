using System.Globalization;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Writing;

/// <summary>More pending entries than the writer holds in memory: most are in segment files before their commit.</summary>
public sealed class SpillTests
{
    private static readonly IndexOptions Options = Sample.Options() with { SpillBytes = 1 << 20 };

    [Fact]
    public void Of_entries_that_were_spilled_the_last_of_each_key_counts()
    {
        var memory = new MemoryIndexDirectory();
        using (var index = SearchIndex.Open(memory, Options))
        {
            using var writer = index.OpenWriter();
            writer.Upsert(Sample.Entry("k1", "earlier"));
            writer.Upsert(Sample.Entry("k2", "earlier"));
            writer.Commit(CancellationToken.None);
            var model = new Dictionary<string, int>(StringComparer.Ordinal) { ["k1"] = -1, ["k2"] = -1 };
            var random = new Random(7);
            for (var i = 0; i < 1500; i++)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"k{random.Next(700)}");
                if (random.Next(9) == 0)
                {
                    writer.Delete(new EntryKey(key));
                    model.Remove(key);
                    continue;
                }

                writer.Upsert(Large(key, i));
                model[key] = i;
            }

            memory.List().Count(n => n.StartsWith("segment-", StringComparison.Ordinal)).ShouldBeGreaterThan(0, "nothing was spilled");
            writer.Commit(CancellationToken.None);
            index.Verify(CancellationToken.None);
            using var snapshot = index.OpenSnapshot();
            snapshot.Keys().Select(k => k.Value).Order(StringComparer.Ordinal).ShouldBe(model.Keys.Order(StringComparer.Ordinal));
            foreach (var (key, value) in model)
            {
                if (value < 0) continue;
                var found = snapshot.Search(new SearchRequest(new Query.Words("spilled"), new Filter.Between("value", value, value), 10), CancellationToken.None);
                found.ShouldHaveSingleItem().Key.Value.ShouldBe(key);
            }
        }

        using var again = SearchIndex.Open(memory, Options);
        again.Verify(CancellationToken.None);
    }

    [Fact]
    public void What_was_spilled_and_not_committed_is_gone_with_its_files()
    {
        var memory = new MemoryIndexDirectory();
        using var index = SearchIndex.Open(memory, Options);
        using (var writer = index.OpenWriter())
        {
            for (var i = 0; i < 600; i++) writer.Upsert(Large($"k{i}", i));
            writer.DeleteAll();
            writer.Upsert(Sample.Entry("only", "plain"));
            writer.Commit(CancellationToken.None);
            for (var i = 0; i < 600; i++) writer.Upsert(Large($"k{i}", i));
        }

        using (index.OpenWriter()) memory.List().Count(n => n.StartsWith("segment-", StringComparison.Ordinal)).ShouldBe(1);
        using var snapshot = index.OpenSnapshot();
        snapshot.Keys().Select(k => k.Value).ShouldBe(["only"]);
    }

    [Fact]
    public void A_spill_that_fails_is_told_by_the_next_call()
    {
        var flaky = new FlakyDirectory(new MemoryIndexDirectory(), 0);
        using var index = SearchIndex.Open(flaky, Options);
        using var writer = index.OpenWriter();
        flaky.FailAt(flaky.Operations + 1, recovers: false);
        Should.Throw<IOException>(() =>
        {
            for (var i = 0; i < 5000; i++) writer.Upsert(Large($"k{i}", i));
            writer.Commit(CancellationToken.None);
        });
        Should.Throw<InvalidOperationException>(() => writer.Upsert(Sample.Entry("next", "plain"))).Message.ShouldContain("open another one");
    }

    /// <summary>An entry of about five thousand bytes.</summary>
    private static IndexEntry Large(string key, int value)
    {
        var random = new Random(value);
        var words = Enumerable.Range(0, 400).Select(_ => "w" + random.Next(5000).ToString("x", CultureInfo.InvariantCulture));
        return Sample.Entry(key, "spilled " + string.Join(' ', words), fields: ("value", new FieldValue.Number(value)));
    }
}
