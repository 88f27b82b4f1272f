using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Faults;

public sealed class FaultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_operation_fails_the_index_is_at_the_old_or_the_new_commit(bool recovers)
    {
        var outcomes = new HashSet<long>();
        for (var failAt = 1; ; failAt++)
        {
            var memory = new MemoryIndexDirectory();
            var (before, commit) = Prepare(memory);
            var flaky = new FlakyDirectory(memory, failAt, recovers);
            var after = Change(flaky);
            var reopened = Keys(memory);
            (reopened.SequenceEqual(before) || reopened.SequenceEqual(after)).ShouldBeTrue($"operation {failAt}: {string.Join(',', reopened)}");
            outcomes.Add(reopened.SequenceEqual(after) ? commit + 1 : commit);

            // Whoever comes next can write, and the remains of the failure are gone.
            using (var index = SearchIndex.Open(memory, Sample.Options(maxSegments: 2)))
            {
                Sample.Fill(index, Sample.Entry("next", "after the failure"));
                index.Verify(CancellationToken.None);
                using var snapshot = index.OpenSnapshot();
                memory.List().Count(n => n.StartsWith("segment-", StringComparison.Ordinal)).ShouldBe(snapshot.Status.Segments);
            }

            if (!flaky.HasFailed) break;
            failAt.ShouldBeLessThan(1000);
        }

        outcomes.Count.ShouldBe(2);
    }

    [Fact]
    public void A_purge_that_fails_halfway_loses_no_entry()
    {
        for (var failAt = 1; ; failAt++)
        {
            var memory = new MemoryIndexDirectory();
            Prepare(memory);
            var flaky = new FlakyDirectory(memory, failAt);
            try
            {
                using var index = SearchIndex.Open(flaky, Sample.Options(maxSegments: 2));
                using var writer = index.OpenWriter();
                writer.Delete(new EntryKey("b"));
                writer.Purge(CancellationToken.None);
            }
            catch (IOException)
            {
                // The failure that this test is about.
            }

            var keys = Keys(memory);
            (keys.SequenceEqual(["a", "b", "c"]) || keys.SequenceEqual(["a", "c"])).ShouldBeTrue($"operation {failAt}: {string.Join(',', keys)}");
            if (!flaky.HasFailed) break;
        }
    }

    [Fact]
    public void A_writer_that_failed_refuses_further_work_and_says_what_to_do()
    {
        var flaky = new FlakyDirectory(new MemoryIndexDirectory(), failAt: 3);
        using var index = SearchIndex.Open(flaky, Sample.Options());
        using var writer = index.OpenWriter();
        writer.Upsert(Sample.Entry("a", "one"));
        Should.Throw<IOException>(() => writer.Commit(CancellationToken.None));
        Should.Throw<InvalidOperationException>(() => writer.Upsert(Sample.Entry("b", "two"))).Message.ShouldContain("open another one");
    }

    [Fact]
    public void A_cancelled_commit_keeps_the_changes_pending()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        using var writer = index.OpenWriter();
        writer.Upsert(Sample.Entry("a", "one"));
        Should.Throw<OperationCanceledException>(() => writer.Commit(new CancellationToken(canceled: true)));
        using (var before = index.OpenSnapshot()) before.Commit.ShouldBe(0);
        writer.Commit(CancellationToken.None).ShouldBe(1);
        Sample.Find(index, "one").ShouldBe(["a"]);
    }

    private static (string[] Keys, long Commit) Prepare(MemoryIndexDirectory memory)
    {
        using var index = SearchIndex.Open(memory, Sample.Options(maxSegments: 2));
        Sample.Fill(index, Sample.Entry("a", "one"), Sample.Entry("b", "two"));
        return (["a", "b", "c"], Sample.Fill(index, Sample.Entry("c", "three")));
    }

    /// <summary>A commit with an insertion, a replacement, a deletion and a merge.</summary>
    /// <returns>The keys afterwards, when it succeeds.</returns>
    private static string[] Change(IIndexDirectory directory)
    {
        try
        {
            using var index = SearchIndex.Open(directory, Sample.Options(maxSegments: 2));
            using var writer = index.OpenWriter();
            writer.Upsert(Sample.Entry("d", "four"));
            writer.Upsert(Sample.Entry("a", "five"));
            writer.Delete(new EntryKey("b"));
            writer.Commit(CancellationToken.None);
        }
        catch (IOException)
        {
            // The failure that these tests are about.
        }

        return ["a", "c", "d"];
    }

    private static string[] Keys(IIndexDirectory directory)
    {
        using var index = SearchIndex.Open(directory, Sample.Options(maxSegments: 2));
        index.Verify(CancellationToken.None);
        using var snapshot = index.OpenSnapshot();
        return [.. snapshot.Keys().Select(k => k.Value).Order(StringComparer.Ordinal)];
    }
}
