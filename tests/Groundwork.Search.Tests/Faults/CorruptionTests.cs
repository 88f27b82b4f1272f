using System.Text.Json;
using Groundwork.Search;
using Groundwork.Search.Log;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Faults;

public sealed class CorruptionTests
{
    private static readonly IndexOptions Options = Sample.Options(Sample.Space);

    private static readonly Query[] Queries =
    [
        new Query.Words("kern lamp"),
        new Query.Phrase("kern lamp"),
        new Query.Fused(new Query.Words("mint"), new Query.Nearest(new float[] { 1, 0, 1 }), 0.5f),
    ];

    private static readonly Filter Filter = new Filter.Not(
        new Filter.Any([new Filter.Is("tag", "t1"), new Filter.AnyOf("label", ["l0", "l3", "none"]), new Filter.Between("size", 3, 4), new Filter.During("made", DateTimeOffset.UnixEpoch, null), new Filter.Has("title")]));

    [Fact]
    public void A_flipped_bit_is_damage_or_changes_no_hit()
    {
        var (memory, expected) = Prepare();
        var damaged = Flip(memory, SearchIndex.DefaultCheckedBytes, hits => hits.ShouldBe(expected));
        damaged.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Without_checksums_a_flipped_bit_is_still_damage_or_hits_and_never_another_exception()
    {
        var (memory, _) = Prepare();
        var damaged = Flip(memory, checkedBytes: -1, _ => { });
        damaged.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_file_cut_short_or_missing_is_damage_that_names_it()
    {
        var (memory, _) = Prepare();
        memory.List().Select(Path.GetExtension).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(["", ".gwd", ".gwl", ".gws"]);
        foreach (var name in memory.List().Where(n => !IsLog(n)))
        {
            var content = memory.ReadSmall(name)!;
            for (var length = 0; length < content.Length; length += 1 + (length / 7))
            {
                var copy = memory.Copy();
                copy.Replace(name, content[..length]);
                Should.Throw<IndexDamagedException>(() => Hits(copy, 0)).File.ShouldBe(name);
            }

            var without = memory.Copy();
            without.Delete(name);
            Should.Throw<IndexDamagedException>(() => Hits(without, 0)).File.ShouldBe(name);
        }
    }

    [Fact]
    public void A_missing_log_or_one_without_a_header_is_damage_that_names_it()
    {
        var (memory, _) = Prepare();
        var log = memory.List().Single(IsLog);
        var without = memory.Copy();
        without.Delete(log);
        Should.Throw<IndexDamagedException>(() => Hits(without, 0)).File.ShouldBe(log);
        for (var length = 0; length < LogFile.HeaderBytes; length++)
        {
            var copy = memory.Copy();
            copy.Replace(log, memory.ReadSmall(log)![..length]);
            Should.Throw<IndexDamagedException>(() => Hits(copy, 0)).File.ShouldBe(log);
        }
    }

    [Fact]
    public void Verify_finds_every_flipped_bit()
    {
        var (memory, _) = Prepare();
        foreach (var name in memory.List())
        {
            // What tells that a log was closed in peace is no more than that: broken, it says nothing.
            var content = memory.ReadSmall(name)!;
            var end = content.Length - (IsLog(name) ? LogFile.RecordHeaderBytes : 0);
            for (var at = 0; at < end; at += 5)
            {
                var copy = memory.Copy();
                copy.Replace(name, Flipped(content, at));
                Should.Throw<IndexDamagedException>(
                    () =>
                    {
                        using var index = SearchIndex.Open(copy, Options, checkedBytes: -1);
                        index.Verify(CancellationToken.None);
                    },
                    $"{name}, byte {at}");
            }
        }
    }

    private static int Flip(MemoryIndexDirectory memory, long checkedBytes, Action<string[]> check)
    {
        var damaged = 0;
        foreach (var name in memory.List())
        {
            var content = memory.ReadSmall(name)!;
            for (var at = 0; at < content.Length; at += 3)
            {
                var copy = memory.Copy();
                copy.Replace(name, Flipped(content, at));
                try
                {
                    check(Hits(copy, checkedBytes));
                }
                catch (IndexDamagedException)
                {
                    damaged++;
                }
                catch (Exception e) when (e is not ShouldAssertException)
                {
                    throw new InvalidOperationException($"Byte {at} of {name} gave {e.GetType().Name}.", e);
                }
            }
        }

        return damaged;
    }

    private static bool IsLog(string name) => name.EndsWith(".gwl", StringComparison.Ordinal);

    private static byte[] Flipped(byte[] content, int at)
    {
        byte[] flipped = [.. content];
        flipped[at] ^= (byte)(1 << (at % 8));
        return flipped;
    }

    private static (MemoryIndexDirectory Memory, string[] Hits) Prepare()
    {
        var memory = new MemoryIndexDirectory();
        using (var index = SearchIndex.Open(memory, Options))
        {
            using var writer = index.OpenWriter();
            for (var i = 0; i < 40; i++) writer.Upsert(Entry(i));
            writer.Commit(CancellationToken.None);
            writer.Settle(CancellationToken.None);
            writer.Delete(new EntryKey("k7"));
            writer.Commit(CancellationToken.None);
            writer.Settle(CancellationToken.None);
            writer.Upsert(Entry(41));
            writer.Delete(new EntryKey("k8"));
            writer.Commit(CancellationToken.None);
        }

        return (memory, Hits(memory, SearchIndex.DefaultCheckedBytes));
    }

    private static IndexEntry Entry(int i)
    {
        string[] words = ["kern", "lamp", "mint", "quark", "zebu", "fjord"];
        return Sample.Entry(
            $"k{i}",
            string.Join(' ', Enumerable.Range(0, 3 + (i % 5)).Select(n => words[(i + n) % 6])),
            i % 9 == 0 ? "lamp" : null,
            i % 4 == 0 ? null : [i, 1, -i],
            ("tag", Sample.Keywords($"t{i % 3}")),
            ("label", Sample.Keywords([.. Enumerable.Range(i % 5, i % 3).Select(n => $"l{n}")])),
            ("path", Sample.Keywords($"folder/{i:000}")),
            ("open", new FieldValue.Flag(i % 2 == 0)),
            ("size", new FieldValue.Number(i % 7)),
            ("made", new FieldValue.Date(DateTimeOffset.UnixEpoch.AddDays(i - 20))));
    }

    private static string[] Hits(MemoryIndexDirectory memory, long checkedBytes)
    {
        using var index = SearchIndex.Open(memory, Options, checkedBytes);
        using var snapshot = index.OpenSnapshot();
        var hits = new List<string>();
        foreach (var query in Queries)
            foreach (var filter in new[] { null, Filter })
                hits.AddRange(snapshot.Search(new SearchRequest(query, filter, 5, Explain: true), CancellationToken.None).Select(h => $"{h.Key} {h.Score:R}"));
        var fields = new[] { "tag", "label", "path", "open", "size", "made" }.Select(f => new FacetField(f, 100, 3)).ToArray();
        foreach (var filter in new[] { null, Filter })
            hits.Add(JsonSerializer.Serialize(snapshot.Facets(new FacetRequest(fields, null, filter), CancellationToken.None).Facets.Cast<object>()));
        hits.AddRange(snapshot.Keys().Select(k => k.Value));
        hits.Add($"{snapshot.Contains(new EntryKey("k3"))} {snapshot.Status.Entries}");
        return [.. hits];
    }
}
