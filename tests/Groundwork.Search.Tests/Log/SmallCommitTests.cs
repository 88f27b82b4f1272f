using System.Globalization;
using Groundwork.Search;
using Groundwork.Search.Bytes;
using Groundwork.Search.Log;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Log;

public sealed class SmallCommitTests
{
    private static readonly IndexOptions Options = Sample.Options(Sample.Space);

    [Fact]
    public void Commits_of_one_entry_and_of_many_are_found_alike_by_word_phrase_filter_and_vector()
    {
        var (few, many) = (new MemoryIndexDirectory(), new MemoryIndexDirectory());
        Commit(few, together: 1);
        Commit(many, together: EntryRecord.MostEntries + 8);
        using var flat = SearchIndex.Open(few, Options);
        using var images = SearchIndex.Open(many, Options);
        flat.Verify(CancellationToken.None);
        images.Verify(CancellationToken.None);
        Query[] queries =
        [
            new Query.Words("kern lamp"), new Query.Phrase("lamp kern lamp"), new Query.Words("heading"), new Query.Nearest(new float[] { 1, 2, 3 }),
        ];
        foreach (var query in queries)
        {
            foreach (var filter in new[] { null, (Filter)new Filter.Is("tag", "t0"), new Filter.Between("size", 2, 4), new Filter.During("made", DateTimeOffset.UnixEpoch, null) })
            {
                using var left = flat.OpenSnapshot();
                using var right = images.OpenSnapshot();
                var expected = Answers(right, query, filter);
                expected.ShouldNotBeEmpty();
                Answers(left, query, filter).ShouldBe(expected, $"{query} under {filter}");
            }
        }
    }

    [Fact]
    public void While_a_writer_is_open_its_log_has_room_ahead_and_afterwards_none()
    {
        using var folder = new TemporaryDirectory();
        using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Options);
        using var elsewhere = SearchIndex.Open(new FileIndexDirectory(folder.Path), Options);
        using (var writer = index.OpenWriter())
        {
            for (var i = 0; i < 200; i++)
            {
                writer.Upsert(Sample.Entry($"k{i}", "plain words"));
                writer.Commit(CancellationToken.None);
                Sample.Find(elsewhere, new Query.Words("plain"), limit: 1000).Length.ShouldBe(i + 1);
            }

            LogBytes(folder).Length.ShouldBeGreaterThan(1 << 16);
            writer.Delete(new EntryKey("k0"));
            for (var i = 1; i < 150; i++) writer.Delete(new EntryKey($"k{i}"));
            writer.Commit(CancellationToken.None);
        }

        // Two hundred entries make a segment when the writer ends; the log that is left has its header alone.
        LogBytes(folder).Length.ShouldBe(LogFile.HeaderBytes);
        Sample.Find(elsewhere, new Query.Words("plain"), limit: 1000).Length.ShouldBe(50);
    }

    [Fact]
    public void A_log_of_a_newer_version_is_refused_by_name()
    {
        var memory = new MemoryIndexDirectory();
        Commit(memory, together: 1);
        var log = memory.List().Single(n => n.EndsWith(".gwl", StringComparison.Ordinal));
        byte[] content = [.. memory.ReadSmall(log)!];
        content[8] = 9;
        BitConverter.TryWriteBytes(content.AsSpan(20), Crc32C.Of(content.AsSpan(0, 20))).ShouldBeTrue();
        memory.Replace(log, content);
        Should.Throw<IndexMismatchException>(() => SearchIndex.Open(memory, Options)).Message.ShouldContain("log format version 9");
    }

    private static string[] Answers(Snapshot snapshot, Query query, Filter? filter) =>
    [
        .. snapshot.Search(new SearchRequest(query, filter, 100), CancellationToken.None)
            .Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Key.Value} {h.Score:f4}")).Order(StringComparer.Ordinal),
    ];

    private static byte[] LogBytes(TemporaryDirectory folder) => File.ReadAllBytes(Directory.EnumerateFiles(folder.Path, "*.gwl").Single());

    private static void Commit(MemoryIndexDirectory memory, int together)
    {
        using var index = SearchIndex.Open(memory, Options);
        using var writer = index.OpenWriter();
        for (var i = 0; i < 120; i++)
        {
            writer.Upsert(Sample.Entry(
                $"k{i}",
                string.Join(' ', Enumerable.Repeat("lamp kern", 1 + (i % 4))) + (i % 2 == 0 ? " lamp" : " mint"),
                i % 3 == 0 ? "a heading" : null,
                i % 5 == 0 ? null : [i, 1, -i],
                ("tag", Sample.Keywords($"t{i % 3}", "all")),
                ("size", new FieldValue.Number(i % 7)),
                ("made", new FieldValue.Date(DateTimeOffset.UnixEpoch.AddDays(i - 20))),
                ("public", new FieldValue.Flag(i % 2 == 0))));
            if ((i + 1) % together == 0) writer.Commit(CancellationToken.None);
        }

        writer.Commit(CancellationToken.None);
    }
}
