using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Segments;

public sealed class FilterCacheTests
{
    [Fact]
    public void Filters_that_say_the_same_have_one_key()
    {
        FilterKey.Of(Sample1()).ShouldBe(FilterKey.Of(Sample1()));
        FilterKey.Of(Sample1()).GetHashCode().ShouldBe(FilterKey.Of(Sample1()).GetHashCode());
        Filter[] others =
        [
            new Filter.Any([new Filter.AnyOf("label", ["a", "b"]), new Filter.Not(new Filter.Is("x", "y"))]),
            new Filter.All([new Filter.AnyOf("label", ["a", "c"]), new Filter.Not(new Filter.Is("x", "y"))]),
            new Filter.All([new Filter.AnyOf("other", ["a", "b"]), new Filter.Not(new Filter.Is("x", "y"))]),
            new Filter.All([new Filter.AnyOf("label", ["a", "b"]), new Filter.Is("x", "y")]),
            new Filter.All([new Filter.AnyOf("label", ["a", "b"])]),
        ];
        foreach (var other in others) FilterKey.Of(other).ShouldNotBe(FilterKey.Of(Sample1()));
    }

    [Fact]
    public void A_list_that_its_owner_changes_later_changes_no_kept_filter()
    {
        var cache = new FilterCache(100);
        var values = new List<string> { "a" };
        var filter = new Filter.AnyOf("label", values);
        cache.Keep(FilterKey.Of(filter), new Bitset(100));
        values.Add("b");
        cache.Find(FilterKey.Of(filter)).ShouldBeNull();
        cache.Find(FilterKey.Of(new Filter.AnyOf("label", ["a"]))).ShouldNotBeNull();
    }

    [Fact]
    public void The_longest_unused_go_first_and_the_bytes_stay_in_bounds()
    {
        var cache = new FilterCache(80_000);
        var first = FilterKey.Of(new Filter.Has("first"));
        cache.Keep(first, new Bitset(80_000));
        for (var i = 0; i < 500; i++)
        {
            cache.Keep(FilterKey.Of(new Filter.Has($"f{i}")), new Bitset(80_000));
            cache.Find(first).ShouldNotBeNull();
            cache.Bytes.ShouldBeLessThanOrEqualTo(64 * 10_000);
        }

        cache.Find(FilterKey.Of(new Filter.Has("f0"))).ShouldBeNull();
        cache.Find(FilterKey.Of(new Filter.Has("f499"))).ShouldNotBeNull();
    }

    [Fact]
    public void A_filter_larger_than_its_room_is_not_kept()
    {
        var cache = new FilterCache(100);
        var large = FilterKey.Of(new Filter.AnyOf("label", [.. Enumerable.Range(0, 100_000).Select(i => $"label {i}")]));
        cache.Keep(large, new Bitset(100)).Passing.Count().ShouldBe(0);
        cache.Find(large).ShouldBeNull();
        cache.Bytes.ShouldBe(0);
    }

    [Fact]
    public void A_remembered_filter_sees_deletions_and_new_commits()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, [.. Enumerable.Range(0, 200).Select(i => Sample.Entry($"k{i:000}", "x", null, null, ("label", Sample.Keywords($"l{i % 4}"))))]);
        var filter = new Filter.AnyOf("label", ["l1", "l2"]);
        Found().ShouldBe(100);
        using (var before = index.OpenSnapshot())
        {
            using (var writer = index.OpenWriter())
            {
                for (var i = 0; i < 20; i++) writer.Delete(new EntryKey($"k{i:000}"));
                writer.Upsert(Sample.Entry("new", "x", null, null, ("label", Sample.Keywords("l1"))));
                writer.Commit(CancellationToken.None);
            }

            Found().ShouldBe(91);
            before.Search(new SearchRequest(new Query.Words("x"), filter, 1000), CancellationToken.None).Count.ShouldBe(100);
            Found().ShouldBe(91);
        }

        int Found() => Sample.Find(index, new Query.Words("x"), filter, 1000).Length;
    }

    [Fact]
    public void A_remembered_filter_allocates_no_set()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, [.. Enumerable.Range(0, 100).Select(i => Sample.Entry($"k{i}", "x", null, null, ("label", Sample.Keywords($"l{i}"))))]);
        using var snapshot = index.OpenSnapshot();
        var segment = snapshot.State.Segments[0];
        var key = FilterKey.Of(Sample1());
        segment.Reader.Filters.Keep(key, new Bitset(100));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) segment.Reader.Filters.Find(FilterKey.Of(key.Filter))!.Alive(segment.Live);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100);
    }

    private static Filter.All Sample1() => new([new Filter.AnyOf("label", ["a", "b"]), new Filter.Not(new Filter.Is("x", "y"))]);
}
