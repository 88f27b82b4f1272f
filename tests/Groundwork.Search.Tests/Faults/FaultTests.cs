using Groundwork.Search;
using Groundwork.Search.Log;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Faults;

public sealed class FaultTests
{
    private static readonly IndexOptions Options = Sample.Options(maxSegments: 8) with { LogEntries = 32 };

    /// <summary>Everything that writes: what is done to an index that holds a, b and c in a segment and d in the log, and the keys it may hold afterwards, step by step.</summary>
    public static TheoryData<string> Changes => [.. Scenarios.Keys];

    private static readonly Dictionary<string, (Action<IndexWriter> Do, string[] After)[]> Scenarios = new(StringComparer.Ordinal)
    {
        ["records of the log"] =
        [
            (w => Commit(w, ["e"], []), ["a", "b", "c", "d", "e"]),
            (w => Commit(w, ["a", "d"], ["b"]), ["a", "c", "d", "e"]),
            (w => Commit(w, [], ["e", "c"]), ["a", "d"]),
        ],
        ["a large commit"] = [(w => Commit(w, [.. Many(20), "a"], ["b", "d"]), ["a", "c", .. Many(20)])],
        ["a large commit, then small ones"] =
        [
            (w => Commit(w, [.. Many(20), "b"], ["a"]), ["b", "c", "d", .. Many(20)]),
            (w => Commit(w, ["x"], ["m3"]), ["b", "c", "d", "x", .. Many(20).Where(k => !string.Equals(k, "m3", StringComparison.Ordinal))]),
        ],
        ["the log becomes a segment"] =
        [
            (w => Commit(w, ["e", "a"], ["c"]), ["a", "b", "d", "e"]),
            (w => w.Settle(CancellationToken.None), ["a", "b", "d", "e"]),
            (w => Commit(w, ["f"], ["d"]), ["a", "b", "e", "f"]),
            (w => w.Settle(CancellationToken.None), ["a", "b", "e", "f"]),
        ],
        ["merging everything"] =
        [
            (w => Commit(w, ["e", "a"], ["c"]), ["a", "b", "d", "e"]),
            (w => w.Settle(1, CancellationToken.None), ["a", "b", "d", "e"]),
        ],
        ["a purge"] =
        [
            (w => Commit(w, ["e"], ["d"]), ["a", "b", "c", "e"]),
            (w => Purge(w, "b"), ["a", "c", "e"]),
            (w => Purge(w, "a"), ["c", "e"]),
        ],
        ["everything is deleted"] =
        [
            (w => DeleteAll(w), []),
            (w => Commit(w, ["n"], []), ["n"]),
        ],
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Whatever_operation_fails_no_commit_is_lost_and_none_is_halved(string change)
    {
        var before = Prepare();
        foreach (var recovers in new[] { false, true })
        {
            foreach (var torn in new[] { 0, 0.4, 1 })
            {
                var halfway = 0;
                for (var failAt = 1; ; failAt++)
                {
                    var memory = before.Copy();
                    var flaky = new FlakyDirectory(memory, failAt, recovers, torn);
                    var (done, wanted) = Change(flaky, Scenarios[change]);
                    var because = $"{change}, operation {failAt}, torn at {torn}, recovers {recovers}";
                    string[] found = [.. Keys(memory)];
                    (found.SequenceEqual(done) || found.SequenceEqual(wanted)).ShouldBeTrue($"{because}: {string.Join(',', found)}");
                    if (!found.SequenceEqual(done)) halfway++;

                    // Whoever comes next can write, and the remains of the failure are gone.
                    Continue(memory, found, because);
                    if (!flaky.HasFailed) break;
                    failAt.ShouldBeLessThan(1000);
                }

                halfway.ShouldBeLessThan(1000);
            }
        }
    }

    [Fact]
    public void A_record_torn_at_any_byte_never_happened_and_the_next_one_takes_its_place()
    {
        var memory = Prepare();
        var log = memory.List().Single(n => n.EndsWith(".gwl", StringComparison.Ordinal));
        var start = memory.ReadSmall(log)!.Length;
        using (var index = SearchIndex.Open(memory, Options))
        using (var writer = index.OpenWriter())
            Commit(writer, ["e"], ["a"]);
        var whole = memory.ReadSmall(log)!;
        var outcomes = new HashSet<string>(StringComparer.Ordinal);
        for (var length = start; length <= whole.Length; length++)
        {
            foreach (var zeros in new[] { false, true })
            {
                // A file system may have made the file longer and not yet filled it.
                var copy = memory.Copy();
                byte[] torn = [.. whole[..length]];
                if (zeros) Array.Resize(ref torn, whole.Length);
                copy.Replace(log, torn);
                var found = string.Join(',', Keys(copy));
                outcomes.Add(found);
                found.ShouldBeOneOf("a,b,c,d", "b,c,d,e");
                Continue(copy, found.Split(','), $"torn at {length}");
            }
        }

        outcomes.Count.ShouldBe(2);
    }

    [Fact]
    public void A_broken_record_with_others_after_it_is_damage_and_not_a_torn_end()
    {
        var memory = Prepare();
        using (var index = SearchIndex.Open(memory, Options))
        using (var writer = index.OpenWriter())
        {
            Commit(writer, ["e"], []);
            Commit(writer, ["f"], []);
        }

        var log = memory.List().Single(n => n.EndsWith(".gwl", StringComparison.Ordinal));
        var whole = memory.ReadSmall(log)!;
        for (var at = 0; at < whole.Length - LogFile.RecordHeaderBytes; at += 3)
        {
            var copy = memory.Copy();
            byte[] broken = [.. whole];
            broken[at] ^= 0x10;
            copy.Replace(log, broken);
            Should.Throw<IndexDamagedException>(() => Keys(copy), $"byte {at}").File.ShouldBe(log);
        }
    }

    [Fact]
    public void A_writer_that_failed_refuses_further_work_and_says_what_to_do()
    {
        var flaky = new FlakyDirectory(new MemoryIndexDirectory(), failAt: 4);
        using var index = SearchIndex.Open(flaky, Sample.Options());
        using var writer = index.OpenWriter();
        writer.Upsert(Sample.Entry("a", "one"));
        Should.Throw<IOException>(() => writer.Commit(CancellationToken.None));
        Should.Throw<InvalidOperationException>(() => writer.Upsert(Sample.Entry("b", "two"))).Message.ShouldContain("open another one");
    }

    [Fact]
    public void A_merge_that_fails_costs_no_commit_and_the_writer_goes_on()
    {
        for (var failAt = 1; failAt < 30; failAt++)
        {
            var memory = Prepare();
            var gate = new FlakyDirectory(memory, 0);
            using var index = SearchIndex.Open(gate, Options);
            using var writer = index.OpenWriter();
            Commit(writer, ["e"], ["a"]);
            if (SettlesThrough(writer, gate, failAt)) break;
            try
            {
                Commit(writer, ["f"], []);
                writer.Settle(1, CancellationToken.None);
                Keys(memory).ShouldBe(["b", "c", "d", "e", "f"]);
            }
            catch (InvalidOperationException)
            {
                // A roll that could not mark the end of its log leaves a writer that cannot append.
                Keys(memory).ShouldBe(["b", "c", "d", "e"]);
            }
        }
    }

    [Fact]
    public void A_roll_that_fails_keeps_its_log_until_a_commit_file_does_without_it()
    {
        for (var failAt = 1; failAt < 40; failAt++)
        {
            var memory = Prepare();
            var gate = new FlakyDirectory(memory, 0);
            using var index = SearchIndex.Open(gate, Options);
            using var writer = index.OpenWriter();
            Commit(writer, Many(20), []);
            Commit(writer, ["e"], []);
            if (SettlesThrough(writer, gate, failAt)) break;
            try
            {
                writer.Settle(1, CancellationToken.None);
            }
            catch (InvalidOperationException)
            {
                // A roll that could not mark the end of its log leaves a writer that cannot append.
            }

            Keys(memory.Copy()).ShouldBe([.. new[] { "a", "b", "c", "d", "e" }.Concat(Many(20)).Order(StringComparer.Ordinal)], $"operation {failAt}");
        }
    }

    [Fact]
    public void A_cancelled_commit_keeps_the_changes_pending()
    {
        foreach (var size in new[] { 1, 30 })
        {
            using var index = SearchIndex.Open(new MemoryIndexDirectory(), Options);
            using var writer = index.OpenWriter();
            for (var i = 0; i < size; i++) writer.Upsert(Sample.Entry($"k{i}", "one"));
            Should.Throw<OperationCanceledException>(() => writer.Commit(new CancellationToken(canceled: true)));
            using (var before = index.OpenSnapshot()) before.Commit.ShouldBe(0);
            writer.Delete(new EntryKey("k0"));
            writer.Upsert(Sample.Entry("k0", "two"));
            writer.Upsert(Sample.Entry("last", "one"));
            writer.Commit(CancellationToken.None).ShouldBe(1);
            Sample.Find(index, "two").ShouldBe(["k0"]);
            Sample.Find(index, new Query.Words("one"), limit: 100).Length.ShouldBe(size);
        }
    }

    /// <summary>Settles while one operation fails.</summary>
    /// <returns>True when there were fewer operations, so that none failed.</returns>
    private static bool SettlesThrough(IndexWriter writer, FlakyDirectory gate, int failAt)
    {
        gate.FailAt(gate.Operations + failAt, recovers: true);
        try
        {
            writer.Settle(1, CancellationToken.None);
        }
        catch (IOException)
        {
            return false;
        }

        failAt.ShouldBeGreaterThan(5);
        return true;
    }

    private static IEnumerable<string> Many(int count) => Enumerable.Range(0, count).Select(i => $"m{i}").Order(StringComparer.Ordinal);

    private static MemoryIndexDirectory Prepare()
    {
        var memory = new MemoryIndexDirectory();
        using var index = SearchIndex.Open(memory, Options);
        using var writer = index.OpenWriter();
        Commit(writer, ["a", "b", "c"], []);
        writer.Settle(CancellationToken.None);
        Commit(writer, ["d"], []);
        return memory;
    }

    private static void Commit(IndexWriter writer, IEnumerable<string> upserts, IEnumerable<string> deletes)
    {
        foreach (var key in upserts) writer.Upsert(Sample.Entry(key, $"text of {key}"));
        foreach (var key in deletes) writer.Delete(new EntryKey(key));
        writer.Commit(CancellationToken.None);
    }

    private static void Purge(IndexWriter writer, string key)
    {
        writer.Delete(new EntryKey(key));
        writer.Purge(CancellationToken.None);
    }

    private static void DeleteAll(IndexWriter writer)
    {
        writer.DeleteAll();
        writer.Commit(CancellationToken.None);
    }

    /// <summary>Does the steps until one fails.</summary>
    /// <returns>The keys after the last step that succeeded, and after the one that failed, had it succeeded.</returns>
    private static (string[] Done, string[] Wanted) Change(IIndexDirectory directory, (Action<IndexWriter> Do, string[] After)[] steps)
    {
        string[] done = ["a", "b", "c", "d"];
        var wanted = done;
        try
        {
            using var index = SearchIndex.Open(directory, Options);
            using var writer = index.OpenWriter();
            foreach (var (step, after) in steps)
            {
                wanted = [.. after.Order(StringComparer.Ordinal)];
                step(writer);
                done = wanted;
            }
        }
        catch (IOException)
        {
            // The failure that these tests are about.
        }

        return (done, wanted);
    }

    private static void Continue(MemoryIndexDirectory memory, IEnumerable<string> keys, string because)
    {
        using var index = SearchIndex.Open(memory, Options);
        using var writer = index.OpenWriter();
        Commit(writer, ["next"], []);
        index.Verify(CancellationToken.None);
        writer.Settle(1, CancellationToken.None);
        index.Verify(CancellationToken.None);
        using var snapshot = index.OpenSnapshot();
        snapshot.Keys().Select(k => k.Value).Order(StringComparer.Ordinal).ShouldBe(keys.Where(k => k.Length > 0).Append("next").Order(StringComparer.Ordinal), because);
        memory.List().Count(n => n.StartsWith("segment-", StringComparison.Ordinal)).ShouldBe(1, because);
        memory.List().Count(n => n.StartsWith("log-", StringComparison.Ordinal)).ShouldBe(1, because);
    }

    private static string[] Keys(IIndexDirectory directory)
    {
        using var index = SearchIndex.Open(directory, Options);
        index.Verify(CancellationToken.None);
        using var snapshot = index.OpenSnapshot();
        return [.. snapshot.Keys().Select(k => k.Value).Order(StringComparer.Ordinal)];
    }
}
