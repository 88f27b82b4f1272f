using System.Globalization;
using Groundwork.Language;
using Groundwork.Search;
using Groundwork.Search.Bytes;
using Groundwork.Search.Searching;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Searching;

public sealed class TopEntriesTests
{
    private const int Seeds = 12;

    // Bounds are written with these and used with others, so that their drift is put to the test.
    private static readonly IndexOptions[] Reopened =
    [
        Sample.Options(),
        Options(0.2f, 1f, 5f, 0.1f, 0.5f),
        Options(6f, 0f, 0.7f, 1f, 2.5f),
        Options(1f, 0.9f, 1f, 0f, 0f),
    ];

    [Fact]
    public void Skipping_gives_the_hits_and_the_bits_of_adding_every_posting()
    {
        for (var seed = 0; seed < Seeds; seed++) Run(seed, 1).ShouldBe(0, $"seed {seed}");
    }

    [Fact]
    public void Control_bounds_that_are_too_low_are_noticed() => Enumerable.Range(0, Seeds).Sum(seed => Run(seed, 0.4)).ShouldBeGreaterThan(10);

    [Fact]
    public void Scores_of_given_entries_are_those_of_the_best_hits()
    {
        var random = new Random(7);
        using var index = Fill(new MemoryIndexDirectory(), random, 3000);
        using var snapshot = index.OpenSnapshot();
        var context = new SearchContext(snapshot.State, Sample.Options(), new SearchScratch(), CancellationToken.None);
        for (var i = 0; i < 30; i++)
        {
            var leg = Leg(context, random, double.PositiveInfinity, out _);
            var best = leg.Best(new Bitset?[snapshot.State.Segments.Count], int.MaxValue);
            for (var segment = 0; segment < snapshot.State.Segments.Count; segment++)
            {
                int[] entries = [.. Enumerable.Range(0, snapshot.State.Segments[segment].Reader.EntryCount)];
                var (scores, matched) = (new float[entries.Length], new bool[entries.Length]);
                leg.ScoreAt(segment, entries, scores, matched);
                var expected = best.Where(f => f.Segment == segment).ToDictionary(f => f.Entry, f => f.Score);
                entries.Where(e => matched[e]).ToDictionary(e => e, e => scores[e]).ShouldBe(expected, ignoreOrder: true);
                leg.Matches(segment, null).Members().ShouldBe(expected.Keys.Order());
            }
        }
    }

    [Fact]
    public void A_query_of_ten_thousand_words_and_a_limit_beyond_the_index_are_answered()
    {
        using var index = Fill(new MemoryIndexDirectory(), new Random(1), 1000);
        var words = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => Word(i % 900)));
        using var snapshot = index.OpenSnapshot();
        var hits = snapshot.Search(new SearchRequest(new Query.Words(words, LanguageCode.English, 0.3f), null, int.MaxValue), CancellationToken.None);
        hits.Count.ShouldBe(snapshot.Status.Entries);
        hits.Zip(hits.Skip(1)).ShouldAllBe(p => p.First.Score >= p.Second.Score);
    }

    /// <summary>Searches that differ from the exhaustive one.</summary>
    private static int Run(int seed, double boundFactor)
    {
        var random = new Random(seed);
        var directory = new MemoryIndexDirectory();
        Fill(directory, random, new[] { 40, 700, 5500 }[seed % 3]).Dispose();
        var different = 0;
        foreach (var options in Reopened)
        {
            using var index = SearchIndex.Open(directory, options);
            using var snapshot = index.OpenSnapshot();
            var context = new SearchContext(snapshot.State, options, new SearchScratch(), CancellationToken.None);
            for (var i = 0; i < 40; i++)
            {
                var allowed = FilterEvaluation.Run(context, ["title", "body"], random.Next(3) == 0 ? new Filter.Is("tag", $"t{random.Next(40)}") : null);
                var (limit, words) = (new[] { 1, 3, 10, 100 }[random.Next(4)], random.Next());
                var fast = Leg(context, new Random(words), boundFactor, out var label).Best(allowed, limit);
                var slow = Leg(context, new Random(words), double.PositiveInfinity, out _).Best(allowed, limit);
                if (boundFactor >= 1) fast.ShouldBe(slow, $"seed {seed}, {options.TermSaturation}, limit {limit}, {label}");
                else if (!fast.SequenceEqual(slow)) different++;
            }
        }

        return different;
    }

    private static LexicalLeg Leg(SearchContext context, Random random, double boundFactor, out string label)
    {
        var terms = new List<QueryTerm>();
        for (var i = random.Next(1, 7); i > 0; i--)
        {
            // Several index terms with shares, as an expansion or a translation gives them.
            var members = Enumerable.Range(0, random.Next(3) == 0 ? random.Next(2, 5) : 1).Select(_ => Word(Skewed(random))).Distinct(StringComparer.Ordinal).ToArray();
            var shares = members.Select(_ => members.Length == 1 ? 1f : random.Next(1, 5) / 4f).ToArray();
            var term = new VirtualTerm(context, string.Join('|', members), members, shares) { Weight = random.Next(4) == 0 ? 0.4f : 1f };
            if (term.DocumentFrequency > 0) terms.Add(term);
        }

        label = string.Join(' ', terms.Select(t => t.Label));
        return new LexicalLeg(context, terms, random.Next(3) > 0 ? [] : Pairs(context, random, terms), boundFactor);
    }

    /// <summary>Pairs of some of the words, of others, and of one word with itself.</summary>
    private static List<PairTerm> Pairs(SearchContext context, Random random, List<QueryTerm> terms)
    {
        var words = terms.Select(t => t.Label.Split('|')[0]).Append(Word(Skewed(random))).ToArray();
        random.Shuffle(words);
        var query = new Query.Words(string.Join(' ', words) + (random.Next(3) == 0 ? $" {words[^1]}" : ""), LanguageCode.English, random.Next(1, 11) / 10f);
        return QueryTerms.Pairs(context, query, QueryText.Of(context, query.Text, query.Language));
    }

    /// <summary>Several segments with deletions; many entries are equal, so that keys decide.</summary>
    private static SearchIndex Fill(MemoryIndexDirectory directory, Random random, int count)
    {
        var index = SearchIndex.Open(directory, Sample.Options());
        var segments = random.Next(1, 4);
        for (var segment = 0; segment < segments; segment++)
        {
            var entries = new List<IndexEntry>();
            for (var i = 0; i < count / segments; i++)
            {
                var body = random.Next(5) == 0 ? "w0 w1 w2" : Text(random, random.Next(1, 30));
                entries.Add(Sample.Entry(
                    $"k{random.Next(count * 4).ToString(CultureInfo.InvariantCulture)}", body, random.Next(3) == 0 ? Text(random, 2) : null,
                    fields: ("tag", Sample.Keywords($"t{random.Next(40)}"))));
            }

            Sample.Fill(index, [.. entries]);
        }

        using var writer = index.OpenWriter();
        for (var i = 0; i < count / 10; i++) writer.Delete(new EntryKey($"k{random.Next(count * 4).ToString(CultureInfo.InvariantCulture)}"));
        writer.Commit(CancellationToken.None);
        return index;
    }

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(Skewed(random))));

    // Words as frequent as 1/rank, so that some fill many blocks and others none.
    private static int Skewed(Random random) => (int)Math.Pow(900, random.NextDouble()) - 1;

    private static string Word(int rank) => $"w{rank.ToString(CultureInfo.InvariantCulture)}";

    private static IndexOptions Options(float titleWeight, float titleB, float bodyWeight, float bodyB, float k1) =>
        new([new FieldDefinition("title", titleWeight, titleB), new FieldDefinition("body", bodyWeight, bodyB)]) { TermSaturation = k1 };
}
