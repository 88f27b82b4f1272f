using FsCheck;
using FsCheck.Fluent;
using Groundwork.Search.Tests.Model;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Searching;

public sealed class FacetTests
{
    private static readonly DateTimeOffset May = new(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Keywords_are_counted_over_all_segments_by_count_and_then_by_value()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, Tagged("a", "red", "blue"), Tagged("b", "red"), Tagged("c", "green"));
        Sample.Fill(index, Tagged("d", "blue"), Tagged("e", "東京"), Tagged("f"));
        var found = Facets(index, new FacetRequest([new FacetField("tag", 3)]));
        found.Entries.ShouldBe(6);
        var tags = found.Facets.ShouldHaveSingleItem().ShouldBeOfType<Facet.Keywords>();
        tags.Values.ShouldBe([new("blue", 2), new("red", 2), new("green", 1)]);
        (tags.Entries, tags.Different).ShouldBe((5, 4));
    }

    [Fact]
    public void Numbers_dates_and_flags_tell_their_range()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, [.. Enumerable.Range(0, 11).Select(i => Sample.Entry($"k{i}", i < 10 ? "x" : "y", null, null,
            ("size", new FieldValue.Number(i - 5.5)), ("made", new FieldValue.Date(May.AddDays(i))), ("open", new FieldValue.Flag(i % 3 == 0))))]);
        var found = Facets(index, new FacetRequest([new FacetField("size", Buckets: 3), new FacetField("made", Buckets: 2), new FacetField("open"), new FacetField("none")], new Query.Words("x")));
        found.Entries.ShouldBe(10);
        var size = found.Facets[0].ShouldBeOfType<Facet.Numbers>();
        (size.Entries, size.Least, size.Most).ShouldBe((10, -5.5, 3.5));
        size.Buckets.ShouldBe([new(-5.5, -2.5, 3), new(-2.5, 0.5, 3), new(0.5, 3.5, 4)]);
        var made = found.Facets[1].ShouldBeOfType<Facet.Dates>();
        (made.Least, made.Most).ShouldBe((May, May.AddDays(9)));
        made.Buckets.Select(b => b.Count).ShouldBe([5, 5]);
        found.Facets[2].ShouldBe(new Facet.Flags("open", 10, 4));
        found.Facets.Count.ShouldBe(3);
    }

    [Fact]
    public void Counts_are_those_of_naive_counting() => Prop.ForAll<int>(seed =>
    {
        var options = Sample.Options(Sample.Space, maxSegments: 6);
        var random = new Random(seed);
        var source = new RandomEntries(random, options);
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), options);
        var all = new Dictionary<EntryKey, IndexEntry>();
        for (var commit = 0; commit < 5; commit++)
        {
            using var writer = index.OpenWriter();
            for (var i = random.Next(30); i > 0; i--)
            {
                var entry = source.Entry();
                writer.Upsert(entry);
                all[entry.Key] = entry;
            }

            var gone = source.Key();
            writer.Delete(gone);
            all.Remove(gone);
            writer.Commit(CancellationToken.None);
        }

        using var snapshot = index.OpenSnapshot();
        for (var round = 0; round < 5; round++)
        {
            var filter = random.Next(3) == 0 ? null : source.Filter();
            var query = random.Next(2) == 0 ? null : source.Query();
            var matching = query is null
                ? all.Values.Where(e => filter is null || NaiveScorer.Passes(e, filter)).ToList()
                : [.. snapshot.Search(new SearchRequest(query, filter, 1000), CancellationToken.None).Select(h => all[h.Key])];
            var limit = random.Next(1, 5);
            var buckets = random.Next(4);
            var found = snapshot.Facets(new FacetRequest([.. new[] { "tag", "version", "size", "made", "public" }.Select(f => new FacetField(f, limit, buckets))], query, filter), CancellationToken.None);
            found.Entries.ShouldBe(matching.Count, $"seed {seed} {query} {filter}");
            foreach (var facet in found.Facets) Check(facet, matching, limit, buckets);
            foreach (var field in new[] { "tag", "version", "size", "made", "public" })
                found.Facets.Where(f => string.Equals(f.Field, field, StringComparison.Ordinal)).Sum(f => f.Entries)
                    .ShouldBe(matching.Count(e => e.Fields.GetValueOrDefault(field) is { } v && v is not FieldValue.Keywords { Values.Count: 0 }));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_values_are_found_and_counted_whether_few_or_all_entries_match()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        string[] values = [.. Enumerable.Range(0, 700).Select(i => $"folder/{i % 35:00}/{new string('ü', i % 3)}{i:x}"), new string('a', 400), "", "\U00010400", "\uFFFF"];
        Sample.Fill(index, [.. values.Select((v, i) => Sample.Entry($"k{i}", i % 100 == 0 ? "rare x" : "x", null, null, ("path", Sample.Keywords(v, values[(i + 1) % values.Length]))))]);
        foreach (var value in values) Sample.Find(index, "x", new Filter.Is("path", value)).Length.ShouldBe(2, value);
        foreach (var none in new[] { "folder", "folder/00/0x", "folder/99", "\0", "b", "\U00010401" }) Sample.Find(index, "x", new Filter.Is("path", none)).ShouldBeEmpty();

        var all = Facets(index, new FacetRequest([new FacetField("path", 1000)])).Facets[0].ShouldBeOfType<Facet.Keywords>();
        all.Values.Select(v => v.Value).ShouldBe(values.OrderBy(v => v, Comparer<string>.Create((a, b) => System.Text.Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(b)))));
        all.Values.ShouldAllBe(v => v.Count == 2);
        var few = Facets(index, new FacetRequest([new FacetField("path", 1000)], new Query.Words("rare"))).Facets[0].ShouldBeOfType<Facet.Keywords>();
        few.Values.Select(v => v.Value).ShouldBe(Enumerable.Range(0, 8).SelectMany(i => new[] { values[i * 100], values[(i * 100) + 1] }), ignoreOrder: true);
        (few.Entries, few.Different).ShouldBe((8, 16));
        index.Verify(CancellationToken.None);
    }

    [Fact]
    public void A_hit_carries_the_keywords_asked_for()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, [.. Enumerable.Range(0, 40).Select(i => Sample.Entry($"k{i:00}", "x", null, null, ("one", Sample.Keywords($"v{i}")), ("many", Sample.Keywords([.. Enumerable.Range(0, i % 3).Select(n => $"w{i + n:00}")]))))]);
        using var snapshot = index.OpenSnapshot();
        var hits = snapshot.Search(new SearchRequest(new Query.Words("x"), null, 40, Keywords: ["one", "many", "none"]), CancellationToken.None);
        foreach (var (hit, i) in hits.Select(h => (h, int.Parse(h.Key.Value[1..], System.Globalization.CultureInfo.InvariantCulture))))
            hit.Keywords.ShouldBe([$"v{i}", i % 3 == 0 ? null : $"w{i:00}", null]);
    }

    [Fact]
    public void A_request_that_makes_no_sense_says_so()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        using var snapshot = index.OpenSnapshot();
        foreach (var fields in new FacetField[][] { [], [null!], [new FacetField(null!)], [new FacetField("f", 0)], [new FacetField("f", 1, -1)], [new FacetField("f", 1, 1001)] })
            Should.Throw<ArgumentException>(() => snapshot.Facets(new FacetRequest(fields), CancellationToken.None));
        snapshot.Facets(new FacetRequest([new FacetField("f")]), CancellationToken.None).Facets.ShouldBeEmpty();
    }

    private static void Check(Facet facet, List<IndexEntry> matching, int limit, int buckets)
    {
        var values = matching.Select(e => e.Fields.GetValueOrDefault(facet.Field)).ToList();
        switch (facet)
        {
            case Facet.Keywords keywords:
                var expected = values.OfType<FieldValue.Keywords>().SelectMany(k => k.Values.Distinct(StringComparer.Ordinal)).GroupBy(v => v, StringComparer.Ordinal)
                    .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new FacetValue(g.Key, g.Count())).ToList();
                keywords.Values.ShouldBe(expected.Take(limit));
                keywords.Different.ShouldBe(expected.Count);
                break;
            case Facet.Flags flags:
                flags.True.ShouldBe(values.OfType<FieldValue.Flag>().Count(f => f.Value));
                break;
            case Facet.Numbers numbers:
                var known = values.OfType<FieldValue.Number>().Select(n => n.Value).ToList();
                (numbers.Least, numbers.Most).ShouldBe((known.Min(), known.Max()));
                numbers.Buckets.Count.ShouldBe(buckets);
                if (buckets > 0) numbers.Buckets.Sum(b => b.Count).ShouldBe(numbers.Entries);
                foreach (var bucket in numbers.Buckets.SkipLast(1)) bucket.Count.ShouldBe(known.Count(n => n >= bucket.From && n < bucket.To));
                break;
            case Facet.Dates dates:
                var moments = values.OfType<FieldValue.Date>().Select(n => n.Value).ToList();
                (dates.Least, dates.Most).ShouldBe((moments.Min(), moments.Max()));
                if (buckets > 0) dates.Buckets.Sum(b => b.Count).ShouldBe(dates.Entries);
                break;
        }
    }

    private static FacetCounts Facets(SearchIndex index, FacetRequest request)
    {
        using var snapshot = index.OpenSnapshot();
        return snapshot.Facets(request, CancellationToken.None);
    }

    private static IndexEntry Tagged(string key, params string[] tags) => Sample.Entry(key, "x", null, null, ("tag", Sample.Keywords(tags)));
}
