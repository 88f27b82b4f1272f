using System.Globalization;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Faults;

public sealed class ConcurrencyTests
{
    [Fact]
    public void Readers_see_whole_commits_while_a_writer_commits_and_purges()
    {
        using var folder = new TemporaryDirectory();
        using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options(maxSegments: 2));
        Write(index, 0);
        using var stop = new CancellationTokenSource();
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        var searches = 0;
        var readers = Enumerable.Range(0, 3).Select(r => new Thread(() =>
        {
            try
            {
                // Each reader is another process, as far as the index can tell.
                using var own = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options(maxSegments: 2));
                while (!stop.IsCancellationRequested)
                {
                    using var snapshot = (r == 0 ? index : own).OpenSnapshot();
                    var hits = snapshot.Search(new SearchRequest(new Query.Words("common"), null, 100), CancellationToken.None);
                    hits.Count.ShouldBe(20);
                    var rounds = hits.Select(h => snapshot.Search(new SearchRequest(new Query.Phrase("common round"), new Filter.Is("key", h.Key.Value), 2), CancellationToken.None).Count);
                    rounds.ShouldAllBe(count => count == 1);
                    Interlocked.Increment(ref searches);
                }
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
            }
        })).ToList();
        readers.ForEach(r => r.Start());
        for (var round = 1; round < 40 || (Volatile.Read(ref searches) < 50 && failures.IsEmpty); round++) Write(index, round);
        stop.Cancel();
        readers.ForEach(r => r.Join());
        failures.ShouldBeEmpty();
        index.Verify(CancellationToken.None);
    }

    [Fact]
    public void A_snapshot_keeps_its_commit_after_purge_and_disposal_of_the_index()
    {
        using var folder = new TemporaryDirectory();
        var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options());
        Sample.Fill(index, Sample.Entry("a", "old words"));
        using var snapshot = index.OpenSnapshot();
        using (var writer = index.OpenWriter())
        {
            writer.Delete(new EntryKey("a"));
            writer.Purge(CancellationToken.None);
        }

        index.Dispose();
        snapshot.Search(new SearchRequest(new Query.Words("old"), null, 5), CancellationToken.None).Count.ShouldBe(1);
        Should.Throw<ObjectDisposedException>(() => index.OpenSnapshot());
    }

    [Fact]
    public void A_disposed_snapshot_refuses_instead_of_reading_unmapped_memory()
    {
        using var folder = new TemporaryDirectory();
        using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options());
        Sample.Fill(index, Sample.Entry("a", "words"), Sample.Entry("b", "words"));
        var snapshot = index.OpenSnapshot();
        using var keys = snapshot.Keys().GetEnumerator();
        keys.MoveNext().ShouldBeTrue();
        snapshot.Dispose();
        snapshot.Dispose();
        keys.MoveNext().ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => snapshot.Contains(new EntryKey("a")));
        Should.Throw<ObjectDisposedException>(() => snapshot.Search(new SearchRequest(new Query.Words("x"), null, 1), CancellationToken.None));
    }

    [Fact]
    public void Snapshots_of_the_same_commit_share_its_files()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, Sample.Entry("a", "words"));
        using var first = index.OpenSnapshot();
        Sample.Fill(index, Sample.Entry("b", "words"));
        using var second = index.OpenSnapshot();
        using var third = index.OpenSnapshot();
        third.State.ShouldBeSameAs(second.State);
        second.State.Segments[0].Reader.ShouldBeSameAs(first.State.Segments[0].Reader);
    }

    private static void Write(SearchIndex index, int round)
    {
        using var writer = index.OpenWriter();
        for (var i = 0; i < 20; i++)
        {
            var key = i.ToString(CultureInfo.InvariantCulture);
            writer.Upsert(Sample.Entry(key, $"common round {round}", fields: ("key", Sample.Keywords(key))));
        }

        if (round % 3 == 0) writer.Purge(CancellationToken.None);
        else writer.Commit(CancellationToken.None);
    }
}
