using System.Text;
using Groundwork.Language;
using Groundwork.Search;
using Groundwork.Search.Searching;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Searching;

public sealed class TermExpansionTests
{
    [Fact]
    public void A_prefix_finds_the_words_that_begin_with_it()
    {
        using var index = Index(["config file", "configure all", "conf", "confetti", "reconfigure", "Äpfel", "äpfelchen"], ["the config again"]);
        Sample.Find(index, new Query.Prefix("CONFIG")).ShouldBe(["0-0", "0-1", "1-0"], ignoreOrder: true);
        Sample.Find(index, new Query.Prefix("äPF")).ShouldBe(["0-5", "0-6"], ignoreOrder: true);
        Sample.Find(index, new Query.Prefix("file conf")).ShouldBe(["0-0", "0-1", "0-2", "0-3", "1-0"], ignoreOrder: true);
        Sample.Find(index, new Query.Prefix("zz")).ShouldBeEmpty();
        Sample.Find(index, new Query.Prefix(" * ")).ShouldBeEmpty();
    }

    [Fact]
    public void A_fuzzy_word_finds_what_is_near_and_the_nearest_first()
    {
        using var index = Index(["receive", "recieve", "relieve", "deceive", "perceive mail"], ["believe"]);
        Sample.Find(index, new Query.Fuzzy("recieve", 0)).ShouldBe(["0-1"]);
        Sample.Find(index, new Query.Fuzzy("recieve", 2)).ShouldBe(["0-1", "0-2", "0-0", "1-0"], ignoreOrder: true);
        Sample.Find(index, new Query.Fuzzy("recieve", 2))[0].ShouldBe("0-1");
        Sample.Find(index, new Query.Fuzzy("mail recieve", 1)).ShouldBe(["0-4", "0-1", "0-2"], ignoreOrder: true);
    }

    [Fact]
    public void Distances_are_those_of_the_textbook_over_a_whole_dictionary()
    {
        var random = new Random(11);
        var words = Enumerable.Range(0, 1500).Select(_ => RandomWord(random)).Distinct(StringComparer.Ordinal).ToList();
        var sorted = words.OrderBy(w => w, Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)))).ToList();
        for (var round = 0; round < 60; round++)
        {
            var (word, most) = (RandomWord(random), random.Next(3));
            var distance = new EditDistance(word, most);
            foreach (var term in sorted)
            {
                var (found, dead) = distance.To(Encoding.UTF8.GetBytes(term));
                var expected = Naive([.. word.EnumerateRunes()], [.. term.EnumerateRunes()]);
                found.ShouldBe(expected <= most ? expected : null, $"{word} {term}");
                if (dead == 0) continue;
                var prefix = Encoding.UTF8.GetBytes(term)[..dead];
                foreach (var other in sorted.Where(o => Encoding.UTF8.GetBytes(o).AsSpan().StartsWith(prefix)))
                    Naive([.. word.EnumerateRunes()], [.. other.EnumerateRunes()]).ShouldBeGreaterThan(most);
            }
        }
    }

    [Fact]
    public void The_dictionary_is_searched_as_if_every_term_had_been_compared()
    {
        var random = new Random(12);
        var words = Enumerable.Range(0, 900).Select(_ => "q" + new string([.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => "abc"[random.Next(3)])])).Distinct(StringComparer.Ordinal).ToList();
        using var index = Index([.. words.Take(450)], [.. words.Skip(450)]);
        for (var round = 0; round < 40; round++)
        {
            var (word, most) = (words[random.Next(words.Count)], random.Next(3));
            // Fewer than 64 within the distance, so that none is left out.
            var expected = words.Where(w => Naive([.. w.EnumerateRunes()], [.. word.EnumerateRunes()]) <= most).ToList();
            if (expected.Count > 64) continue;
            var found = Sample.Find(index, new Query.Fuzzy(word, most), limit: 1000);
            found.Select(k => words[(k[0] == '0' ? 0 : 450) + int.Parse(k.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture)]).ShouldBe(expected, ignoreOrder: true);
            Sample.Find(index, new Query.Prefix(word), limit: 1000).Length.ShouldBe(Math.Min(64, words.Count(w => w.StartsWith(word, StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void Any_part_may_match_and_scores_add_up()
    {
        using var index = Index(["blue lamp", "config", "lamp config", "mint"]);
        var any = new Query.Any([new Query.Phrase("blue lamp"), new Query.Prefix("conf"), new Query.Any([new Query.Fuzzy("mimt")])]);
        Sample.Find(index, any).ShouldBe(["0-0", "0-1", "0-2", "0-3"], ignoreOrder: true);
        using var snapshot = index.OpenSnapshot();
        foreach (var hit in snapshot.Search(new SearchRequest(any, null, 9, Explain: true), CancellationToken.None)) hit.Why!.Value.ShouldBe(hit.Score, 1e-5f);
        Sample.Find(index, new Query.Every([new Query.Prefix("conf"), new Query.Words("lamp")])).ShouldBe(["0-2"]);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        using var index = Index(["lamp"]);
        Query deep = new Query.Words("lamp");
        for (var i = 0; i < 100_000; i++) deep = new Query.Any([deep]);
        Query[] bad =
        [
            new Query.Fuzzy("lamp", 3), new Query.Fuzzy("lamp", -1), new Query.Fuzzy(null!), new Query.Prefix(null!), new Query.Any([]), new Query.Any(null!),
            new Query.Any([new Query.Every([new Query.Words("lamp")])]), new Query.Any([null!]), deep,
        ];
        foreach (var query in bad) Should.Throw<ArgumentException>(() => Sample.Find(index, query), $"{query.GetType().Name}");
        Sample.Find(index, new Query.Fuzzy(new string('x', 100_000), 2)).ShouldBeEmpty();
    }

    private static SearchIndex Index(params string[][] segments)
    {
        var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        for (var s = 0; s < segments.Length; s++) Sample.Fill(index, [.. segments[s].Select((body, i) => Entry($"{s}-{i}", body))]);
        return index;
    }

    private static IndexEntry Entry(string key, string body) => new(
        new EntryKey(key), new Dictionary<string, FieldValue>(StringComparer.Ordinal) { ["body"] = new FieldValue.Text(body, LanguageCode.Undetermined) });

    private static string RandomWord(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => new[] { "a", "b", "é", "語", "😀" }[random.Next(5)]));

    private static int Naive(Rune[] a, Rune[] b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
                table[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
        return table[a.Length, b.Length];
    }
}
