using Groundwork.Models.Caching;
using Groundwork.TestKit;

namespace Groundwork.Models.Tests.Caching;

public sealed class TinyLfuCacheTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Its_size_in_bytes_is_never_passed()
    {
        var cache = new TinyLfuCache<string>(10_000, 100, _clock);
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var key = Key(random.Next(500));
            if (!cache.TryGet(key, out _)) cache.Set(key, "v", random.Next(1, 1500), TimeSpan.FromHours(1));
            cache.Bytes.ShouldBeLessThanOrEqualTo(10_000);
        }
    }

    [Fact]
    public void Old_values_are_gone()
    {
        var cache = new TinyLfuCache<string>(10_000, 100, _clock);
        cache.Set(Key(1), "v", 10, TimeSpan.FromMinutes(1));
        cache.TryGet(Key(1), out _).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromMinutes(1));
        cache.TryGet(Key(1), out _).ShouldBeFalse();
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void It_hits_more_often_than_least_recently_used_on_a_zipf_trace()
    {
        var trace = Zipf(200_000, 50_000, 0.9, 11);
        HitRatio(trace).ShouldBeGreaterThan(LruHitRatio(trace, 1000) + 0.05);
    }

    [Fact]
    public void A_scan_does_not_push_out_what_is_asked_for_often()
    {
        var popular = Zipf(100_000, 2_000, 1.0, 13);
        var trace = new List<int>();
        for (var i = 0; i < popular.Length; i++)
        {
            trace.Add(popular[i]);
            if (i % 2_000 == 1_999) trace.AddRange(Enumerable.Range(1_000_000 + (10 * i), 1_500));
        }

        HitRatio([.. trace]).ShouldBeGreaterThan(LruHitRatio([.. trace], 1000) + 0.02);
    }

    private double HitRatio(int[] trace)
    {
        var cache = new TinyLfuCache<string>(100_000, 100, _clock);
        var hits = 0;
        foreach (var item in trace)
        {
            if (cache.TryGet(Key(item), out _)) hits++;
            else cache.Set(Key(item), "v", 100, TimeSpan.FromHours(1));
        }

        return (double)hits / trace.Length;
    }

    private static double LruHitRatio(int[] trace, int capacity)
    {
        var order = new LinkedList<int>();
        var known = new Dictionary<int, LinkedListNode<int>>();
        var hits = 0;
        foreach (var item in trace)
        {
            if (known.TryGetValue(item, out var node))
            {
                hits++;
                order.Remove(node);
            }
            else if (known.Count == capacity)
            {
                known.Remove(order.Last!.Value);
                order.RemoveLast();
            }

            known[item] = order.AddFirst(item);
        }

        return (double)hits / trace.Length;
    }

    private static int[] Zipf(int length, int items, double exponent, int seed)
    {
        var random = new Random(seed);
        var sums = new double[items];
        var sum = 0.0;
        for (var i = 0; i < items; i++) sums[i] = sum += 1 / Math.Pow(i + 1, exponent);
        return [.. Enumerable.Range(0, length).Select(_ => Array.BinarySearch(sums, random.NextDouble() * sum) is var at && at < 0 ? ~at : at)];
    }

    private static RequestKey Key(int number) => RequestKey.Of(BitConverter.GetBytes(number));
}
