using Groundwork.Language;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests;

public sealed class SearchIndexTests
{
    [Fact]
    public void A_new_directory_is_an_empty_index_at_commit_0_and_nothing_is_written()
    {
        var memory = new MemoryIndexDirectory();
        using var index = SearchIndex.Open(memory, Sample.Options());
        using var snapshot = index.OpenSnapshot();
        snapshot.Commit.ShouldBe(0);
        snapshot.Status.Entries.ShouldBe(0);
        snapshot.Keys().ShouldBeEmpty();
        snapshot.Contains(new EntryKey("a")).ShouldBeFalse();
        snapshot.Search(new SearchRequest(new Query.Words("anything"), null, 3), CancellationToken.None).ShouldBeEmpty();
        index.Verify(CancellationToken.None);
        memory.List().ShouldBeEmpty();
    }

    [Fact]
    public void Options_with_problems_are_refused_with_all_of_them()
    {
        var options = new IndexOptions([new FieldDefinition("a", -1)]) { MaxSegments = 1 };
        var refused = Should.Throw<ArgumentException>(() => SearchIndex.Open(new MemoryIndexDirectory(), options));
        refused.Message.ShouldContain("MaxSegments 1");
        refused.Message.ShouldContain("weight -1");
        var many = new IndexOptions([.. Enumerable.Range(0, 33).Select(i => new FieldDefinition($"f{i}"))]);
        Should.Throw<ArgumentException>(() => SearchIndex.Open(new MemoryIndexDirectory(), many)).Message.ShouldContain("at most 32");
    }

    [Fact]
    public void An_index_of_another_vector_space_is_a_mismatch_that_names_both()
    {
        var memory = new MemoryIndexDirectory();
        using (var index = SearchIndex.Open(memory, Sample.Options(Sample.Space))) Sample.Fill(index, Sample.Entry("a", "x", vector: [1, 2, 3]));
        var other = Sample.Options(Sample.Space with { Model = "other", Dimensions = 4 });
        var mismatch = Should.Throw<IndexMismatchException>(() => SearchIndex.Open(memory, other));
        mismatch.Message.ShouldContain("\"sample\" (3 dimensions");
        mismatch.Message.ShouldContain("\"other\" (4 dimensions");
        Should.Throw<IndexMismatchException>(() => SearchIndex.Open(memory, Sample.Options())).Message.ShouldContain("no vectors");
    }

    [Fact]
    public void Other_text_fields_are_a_mismatch_but_their_order_and_weights_are_not()
    {
        var memory = new MemoryIndexDirectory();
        using (var index = SearchIndex.Open(memory, Sample.Options())) Sample.Fill(index, Sample.Entry("a", "x", "words"), Sample.Entry("b", "words"));
        var turned = new IndexOptions([new FieldDefinition("body", 9), new FieldDefinition("title", 0.1f)]);
        using (var index = SearchIndex.Open(memory, turned)) Sample.Find(index, "words").ShouldBe(["b", "a"]);
        using (var index = SearchIndex.Open(memory, Sample.Options())) Sample.Find(index, "words").ShouldBe(["a", "b"]);
        var other = new IndexOptions([new FieldDefinition("body"), new FieldDefinition("summary")]);
        Should.Throw<IndexMismatchException>(() => SearchIndex.Open(memory, other)).Message.ShouldContain("\"summary\"");
    }

    [Fact]
    public void Another_format_version_is_a_mismatch_and_not_damage()
    {
        var memory = new MemoryIndexDirectory();
        using (var index = SearchIndex.Open(memory, Sample.Options())) Sample.Fill(index, Sample.Entry("a", "x"));
        var commit = memory.ReadSmall("commit")!;
        commit[8] = 77;
        BitConverter.TryWriteBytes(commit.AsSpan(^4), Groundwork.Search.Bytes.Crc32C.Of(commit.AsSpan(..^4)));
        memory.Replace("commit", commit);
        Should.Throw<IndexMismatchException>(() => SearchIndex.Open(memory, Sample.Options())).OfIndex.ShouldBe("77");
    }

    [Fact]
    public void A_commit_of_another_process_is_seen_at_the_next_snapshot()
    {
        using var folder = new TemporaryDirectory();
        using var mine = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options());
        using var theirs = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options());
        Sample.Find(mine, "words").ShouldBeEmpty();
        Sample.Fill(theirs, Sample.Entry("a", "words")).ShouldBe(1);
        Sample.Find(mine, "words").ShouldBe(["a"]);
        using var writer = mine.OpenWriter();
        Should.Throw<IndexLockedException>(() => theirs.OpenWriter());
    }

    [Fact]
    public void Status_counts_entries_by_language_most_frequent_first()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        var german = Sample.Entry("c", "drei") with { Fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal) { ["body"] = new FieldValue.Text("drei", new LanguageCode("de")) } };
        Sample.Fill(index, Sample.Entry("a", "one"), Sample.Entry("b", "two"), german);
        using (var writer = index.OpenWriter())
        {
            writer.Delete(new EntryKey("a"));
            writer.Delete(new EntryKey("b"));
            writer.Upsert(Sample.Entry("d", "four"));
            writer.Commit(CancellationToken.None);
        }

        using var snapshot = index.OpenSnapshot();
        snapshot.Status.Languages.Select(l => $"{l.Key} {l.Value}").ShouldBe(["de 1", "en 1"]);
        snapshot.Status.Bytes.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void An_index_on_a_read_only_mount_is_searched_verified_and_not_written()
    {
        var directory = new RefusingDirectory(new MemoryIndexDirectory());
        using (var index = SearchIndex.Open(directory, Sample.Options()))
        using (var writer = index.OpenWriter())
        {
            writer.Upsert(Sample.Entry("a", "words"));
            writer.Commit(CancellationToken.None);
            writer.Settle(CancellationToken.None);
            writer.Upsert(Sample.Entry("b", "words"));
            writer.Commit(CancellationToken.None);
        }

        directory.RefusesWrites = true;
        using var mounted = SearchIndex.Open(directory, Sample.Options());
        Sample.Find(mounted, "words").ShouldBe(["a", "b"]);
        mounted.Verify(CancellationToken.None);
        Should.Throw<IOException>(() => mounted.OpenWriter()).Message.ShouldContain("Read-only");
    }

    [Fact]
    public void Without_free_file_handles_a_snapshot_fails_and_the_next_one_sees_everything()
    {
        var directory = new RefusingDirectory(new MemoryIndexDirectory());
        using var index = SearchIndex.Open(directory, Sample.Options());
        using var other = SearchIndex.Open(directory, Sample.Options());
        using var writer = index.OpenWriter();
        for (var i = 0; i < 4; i++)
        {
            writer.Upsert(Sample.Entry($"k{i}", "words"));
            writer.Commit(CancellationToken.None);
            writer.Settle(CancellationToken.None);
            directory.RefusesReads = true;
            Should.Throw<IOException>(() => other.OpenSnapshot()).Message.ShouldContain("Too many open files");
            directory.RefusesReads = false;
            Sample.Find(other, "words").Length.ShouldBe(i + 1);
        }

        writer.Upsert(Sample.Entry("last", "words"));
        writer.Commit(CancellationToken.None);
        Sample.Find(other, "words").Length.ShouldBe(5);
    }

    [Fact]
    public void Pinning_an_unchanged_commit_allocates_next_to_nothing()
    {
        using var folder = new TemporaryDirectory();
        using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options());
        Sample.Fill(index, Sample.Entry("a", "words"));
        for (var i = 0; i < 100; i++) index.OpenSnapshot().Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) index.OpenSnapshot().Dispose();
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 1000).ShouldBeLessThan(200);
    }
}
