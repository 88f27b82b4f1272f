using System.Text;
using Groundwork.Language;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests;

public sealed class IndexWriterTests
{
    [Fact]
    public void Changes_are_visible_after_commit_and_not_before()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        using var writer = index.OpenWriter();
        writer.Upsert(Sample.Entry("a", "words"));
        Sample.Find(index, "words").ShouldBeEmpty();
        writer.Commit(CancellationToken.None).ShouldBe(1);
        Sample.Find(index, "words").ShouldBe(["a"]);
    }

    [Fact]
    public void Nothing_changed_means_the_same_commit_number()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        using var writer = index.OpenWriter();
        writer.Commit(CancellationToken.None).ShouldBe(0);
        writer.Upsert(Sample.Entry("a", "x"));
        writer.Delete(new EntryKey("a"));
        writer.Commit(CancellationToken.None).ShouldBe(0);
        writer.Upsert(Sample.Entry("a", "x"));
        writer.Commit(CancellationToken.None).ShouldBe(1);
        writer.Delete(new EntryKey("never there"));
        writer.Commit(CancellationToken.None).ShouldBe(1);
        writer.Purge(CancellationToken.None).ShouldBe(1);
        writer.DeleteAll();
        writer.Commit(CancellationToken.None).ShouldBe(2);
        writer.DeleteAll();
        writer.Commit(CancellationToken.None).ShouldBe(2);
    }

    [Fact]
    public void A_later_entry_with_the_same_key_replaces_the_earlier_one_in_the_same_batch_and_across_batches()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, Sample.Entry("a", "first"), Sample.Entry("a", "second"));
        Sample.Find(index, "first").ShouldBeEmpty();
        Sample.Find(index, "second").ShouldBe(["a"]);
        Sample.Fill(index, Sample.Entry("a", "third"));
        Sample.Find(index, "second").ShouldBeEmpty();
        Sample.Find(index, "third").ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(float.NaN, 0f, 0f, "NaN")]
    [InlineData(0f, float.PositiveInfinity, 0f, "Infinity")]
    [InlineData(0f, 0f, 0f, "length 0")]
    [InlineData(1e30f, 0f, 0f, "length 1e+30")]
    public void A_vector_that_cannot_be_compared_is_refused_with_key_and_value(float x, float y, float z, string named)
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(Sample.Space));
        using var writer = index.OpenWriter();
        var refused = Should.Throw<VectorRefusedException>(() => writer.Upsert(Sample.Entry("my key", "x", vector: [x, y, z])));
        refused.Message.ShouldContain("my key");
        refused.Message.ShouldContain(named);
        writer.Commit(CancellationToken.None).ShouldBe(0);
    }

    [Fact]
    public void A_vector_of_other_dimensions_or_for_an_index_without_vectors_is_refused()
    {
        using var with = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(Sample.Space));
        using var writer = with.OpenWriter();
        Should.Throw<VectorRefusedException>(() => writer.Upsert(Sample.Entry("k", "x", vector: [1, 2]))).Message.ShouldContain("2 dimensions");
        using var without = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        using var other = without.OpenWriter();
        Should.Throw<VectorRefusedException>(() => other.Upsert(Sample.Entry("k", "x", vector: [1, 2])));
    }

    [Fact]
    public void Values_that_cannot_be_stored_are_refused_and_the_writer_goes_on()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        using var writer = index.OpenWriter();
        (string Name, FieldValue Value)[] bad =
        [
            ("summary", new FieldValue.Text("x", LanguageCode.English)),
            ("title", Sample.Keywords("x")),
            ("size", new FieldValue.Number(double.NaN)),
            ("tag", Sample.Keywords("half \uD800")),
            ("tag", new FieldValue.Keywords([null!])),
            ("tag", null!),
            ("", Sample.Keywords("x")),
            ("title", new FieldValue.Text(null!, LanguageCode.English)),
        ];
        foreach (var field in bad) Should.Throw<ArgumentException>(() => writer.Upsert(Sample.Entry("key", "body", fields: field))).Message.ShouldContain("key");
        Should.Throw<ArgumentException>(() => writer.Upsert(Sample.Entry("", "body")));
        Should.Throw<ArgumentException>(() => writer.Upsert(Sample.Entry("\uDC00", "body")));
        Should.Throw<ArgumentException>(() => writer.Upsert(Sample.Entry(new string('k', 40_000), "body")));
        Should.Throw<ArgumentException>(() => writer.Delete(default));
        writer.Upsert(Sample.Entry("good", "body"));
        writer.Commit(CancellationToken.None).ShouldBe(1);
        Sample.Find(index, "body").ShouldBe(["good"]);
    }

    [Fact]
    public void Strange_texts_are_indexed_without_harm()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(
            index,
            Sample.Entry("empty", ""),
            Sample.Entry("lone", "half \uD800 pair"),
            Sample.Entry("long", new string('x', 100_000) + " tail"),
            Sample.Entry("arabic", "كتاب جديد"),
            Sample.Entry("no language", "tail") with { Fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal) { ["body"] = new FieldValue.Text("orphan", default) } });
        Sample.Find(index, "كتاب").ShouldBe(["arabic"]);
        Sample.Find(index, new string('x', 100_000)).ShouldBe(["long"]);
        Sample.Find(index, "orphan").ShouldBe(["no language"]);
        Sample.Find(index, "\uD800").Length.ShouldBeLessThan(2);
        index.Verify(CancellationToken.None);
    }

    [Fact]
    public void A_purge_leaves_no_byte_of_a_deleted_entry_in_any_file()
    {
        using var folder = new TemporaryDirectory();
        using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options());
        Sample.Fill(index, Sample.Entry("keep", "plain"), Sample.Entry("secretkey", "secretword", fields: ("secretfield", Sample.Keywords("secretvalue"))));
        OnDisk(folder).ShouldContain("secretword");
        using var writer = index.OpenWriter();
        writer.Delete(new EntryKey("secretkey"));
        writer.Commit(CancellationToken.None).ShouldBe(2);
        OnDisk(folder).ShouldContain("secretword");
        writer.Purge(CancellationToken.None).ShouldBe(3);
        var bytes = OnDisk(folder);
        foreach (var secret in new[] { "secretkey", "secretword", "secretfield", "secretvalue" }) bytes.ShouldNotContain(secret);
        Sample.Find(index, "plain").ShouldBe(["keep"]);
    }

    [Fact]
    public void Entries_beyond_the_spill_size_are_written_before_the_commit_and_seen_after_it()
    {
        var space = new VectorSpace("wide", 4096, Similarity.Dot);
        var memory = new MemoryIndexDirectory();
        using var index = SearchIndex.Open(memory, Sample.Options(space) with { SpillBytes = 1 << 20 });
        using var writer = index.OpenWriter();
        for (var i = 0; i < 300; i++) writer.Upsert(Sample.Entry($"k{i % 250}", Word(i), vector: [.. Enumerable.Repeat((float)i, 4096)]));
        Sample.Find(index, Word(1)).ShouldBeEmpty();
        writer.Commit(CancellationToken.None).ShouldBe(1);
        memory.List().Count(n => n.StartsWith("segment-", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        index.Verify(CancellationToken.None);
        using var snapshot = index.OpenSnapshot();
        snapshot.Status.Entries.ShouldBe(250);
        Sample.Find(index, Word(10)).ShouldBeEmpty();
        Sample.Find(index, Word(260)).ShouldBe(["k10"]);

        // Letters only: digits within a word would make parts that other words share.
        static string Word(int number) => string.Concat("spill", string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(d => "bcdfghjklm"[d - '0'])));
    }

    [Fact]
    public void However_many_small_commits_there_are_a_search_sees_few_segments_and_settling_leaves_one()
    {
        var memory = new MemoryIndexDirectory();
        using var index = SearchIndex.Open(memory, Sample.Options(maxSegments: 3) with { LogEntries = 64 });
        using var writer = index.OpenWriter();
        for (var i = 0; i < 300; i++)
        {
            writer.Upsert(Sample.Entry($"k{i}", "same words"));
            writer.Commit(CancellationToken.None).ShouldBe(i + 1);
            using var snapshot = index.OpenSnapshot();
            snapshot.Commit.ShouldBe(i + 1);
            snapshot.Status.Entries.ShouldBe(i + 1);
            snapshot.State.Parts.Count.ShouldBeLessThan(40);
        }

        writer.Settle(1, CancellationToken.None);
        using (var settled = index.OpenSnapshot()) (settled.Status.Segments, settled.Status.Entries, settled.Commit).ShouldBe((1, 300, 300));
        memory.List().Count(n => n.EndsWith(".gws", StringComparison.Ordinal)).ShouldBe(1);
        Sample.Find(index, new Query.Words("same"), limit: 1000).Length.ShouldBe(300);
        index.Verify(CancellationToken.None);
    }

    [Fact]
    public void Settling_merges_a_full_tier_and_leaves_a_tier_that_is_not_full()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(maxSegments: 3) with { LogEntries = 16 });
        using var writer = index.OpenWriter();
        for (var batch = 0; batch < 3; batch++) Batch(batch);
        writer.Settle(CancellationToken.None);
        Count().ShouldBe(3);
        Batch(3);
        writer.Settle(CancellationToken.None);
        Count().ShouldBe(1);
        Sample.Find(index, new Query.Words("same"), limit: 1000).Length.ShouldBe(40);

        void Batch(int batch)
        {
            for (var i = 0; i < 10; i++) writer.Upsert(Sample.Entry($"k{batch}-{i}", "same words"));
            writer.Commit(CancellationToken.None);
        }

        int Count()
        {
            using var snapshot = index.OpenSnapshot();
            return snapshot.Status.Segments;
        }
    }

    [Fact]
    public void A_segment_of_which_much_is_dead_is_rewritten_when_the_index_settles()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        using var writer = index.OpenWriter();
        for (var i = 0; i < 100; i++) writer.Upsert(Sample.Entry($"k{i}", "same words"));
        writer.Commit(CancellationToken.None);
        writer.Settle(CancellationToken.None);
        for (var i = 0; i < 25; i++) writer.Delete(new EntryKey($"k{i}"));
        writer.Commit(CancellationToken.None);
        writer.Settle(CancellationToken.None);
        using (var some = index.OpenSnapshot()) some.Status.DeletedEntries.ShouldBe(25);
        writer.Delete(new EntryKey("k25"));
        writer.Commit(CancellationToken.None);
        writer.Settle(CancellationToken.None);
        using var rewritten = index.OpenSnapshot();
        (rewritten.Status.DeletedEntries, rewritten.Status.Entries, rewritten.Commit).ShouldBe((0, 74, 3));
        index.Verify(CancellationToken.None);
    }

    [Fact]
    public void Threads_that_commit_together_lose_nothing_and_share_commits()
    {
        using var folder = new TemporaryDirectory();
        using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options() with { LogEntries = 64 });
        using var writer = index.OpenWriter();
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, 4).Select(t => new Thread(() =>
        {
            try
            {
                var last = 0L;
                for (var i = 0; i < 60; i++)
                {
                    var key = new EntryKey($"t{t}-{i % 40}");
                    writer.Upsert(Sample.Entry(key.Value, $"word round {i}"));
                    var commit = writer.Commit(CancellationToken.None);
                    commit.ShouldBeGreaterThan(last);
                    last = commit;
                    using var snapshot = index.OpenSnapshot();
                    snapshot.Commit.ShouldBeGreaterThanOrEqualTo(commit);
                    snapshot.Contains(key).ShouldBeTrue();
                }
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        failures.ShouldBeEmpty();
        writer.Settle(CancellationToken.None);
        index.Verify(CancellationToken.None);
        using var end = index.OpenSnapshot();
        end.Status.Entries.ShouldBe(160);
        end.Commit.ShouldBeLessThanOrEqualTo(240);
    }

    [Fact]
    public void A_purge_empties_the_log_too()
    {
        using var folder = new TemporaryDirectory();
        using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options());
        using var writer = index.OpenWriter();
        writer.Upsert(Sample.Entry("keep", "plain"));
        writer.Upsert(Sample.Entry("secretkey", "secretword"));
        writer.Commit(CancellationToken.None);
        writer.Upsert(Sample.Entry("secretkey", "other"));
        writer.Commit(CancellationToken.None);
        OnDisk(folder).ShouldContain("secretword");
        writer.Purge(CancellationToken.None);
        OnDisk(folder).ShouldNotContain("secretword");
        writer.Delete(new EntryKey("secretkey"));
        writer.Purge(CancellationToken.None);
        OnDisk(folder).ShouldNotContain("secretkey");
        Sample.Find(index, "plain").ShouldBe(["keep"]);
    }

    [Fact]
    public void What_a_crashed_writer_left_behind_is_removed_by_the_next_one()
    {
        var memory = new MemoryIndexDirectory();
        using var index = SearchIndex.Open(memory, Sample.Options());
        Sample.Fill(index, Sample.Entry("a", "x"));
        memory.Replace("segment-00000000000000ff.gws", [1, 2, 3]);
        memory.Replace("deleted-00000000000000fe.gwd", [1]);
        memory.Replace("notes.txt", [1]);
        Sample.Fill(index, Sample.Entry("b", "x"));
        memory.List().ShouldNotContain("segment-00000000000000ff.gws", StringComparer.Ordinal);
        memory.List().ShouldNotContain("deleted-00000000000000fe.gwd", StringComparer.Ordinal);
        memory.List().ShouldContain("notes.txt", StringComparer.Ordinal);
        Sample.Find(index, "x").Length.ShouldBe(2);
    }

    [Fact]
    public void The_lock_is_given_back_with_the_writer()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        using (index.OpenWriter()) Should.Throw<IndexLockedException>(() => index.OpenWriter());
        index.OpenWriter().Dispose();
    }

    private static string OnDisk(TemporaryDirectory folder)
    {
        var all = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder.Path).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))) all.Append(Encoding.Latin1.GetString(File.ReadAllBytes(file)));
        return all.ToString();
    }
}
