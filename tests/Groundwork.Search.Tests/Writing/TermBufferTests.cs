using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Groundwork.Language;
using Groundwork.Search.Writing;

namespace Groundwork.Search.Tests.Writing;

public sealed class TermBufferTests
{
    private static readonly string[] s_words =
    [
        "a", "bee", "running", "getUserName", "std::vector", "SKU-4421", "RFC 2616", "C++", "ß", "日本語", "x_x", "x_x_x", "/a/b", "user@host", "한국어를", "١٢٣", "the",
        "aB aB", new string('q', 70),
    ];

    // The slow way: a list of terms from the analyser, grouped and sorted.
    [Fact]
    public void Postings_are_those_of_the_terms_of_each_entry() =>
        Prop.ForAll(Gen.Elements(s_words).ListOf().Select(w => string.Join(' ', w)).ListOf().ToArbitrary(), texts =>
        {
            var buffer = new TermBuffer(fieldCount: 3, owner: 1);
            var analyzer = new TextAnalyzer(LanguageCode.English);
            var expected = new SortedDictionary<string, List<string>>(Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))));
            for (var i = 0; i < texts.Count; i += 2)
            {
                var entry = i * 50;
                var occurrences = new List<(string Term, int Field, int Position)>();
                for (var field = 0; field < 3 && i + field < texts.Count; field += 2)
                {
                    var terms = new List<Term>();
                    analyzer.Analyze(texts[i + field], terms);
                    buffer.AddField(analyzer, texts[i + field], field).ShouldBe(terms.Select(t => t.Position).Distinct().Count());
                    occurrences.AddRange(terms.Select(t => (t.Text, field, t.Position)));
                }

                buffer.EndEntry(entry);
                foreach (var term in occurrences.Distinct().GroupBy(o => o.Term, StringComparer.Ordinal))
                {
                    if (!expected.TryGetValue(term.Key, out var postings)) expected.Add(term.Key, postings = []);
                    postings.Add($"{entry}: {string.Join(' ', term.OrderBy(o => (o.Field, o.Position)).Select(o => $"{o.Field}.{o.Position}"))}");
                }
            }

            Walked(buffer).ShouldBe(expected.Select(e => $"{e.Key} = {string.Join(", ", e.Value)}"));
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_term_of_many_entries_outgrows_its_slices()
    {
        var buffer = new TermBuffer(fieldCount: 1, owner: 1);
        var analyzer = new TextAnalyzer(LanguageCode.Undetermined);
        var text = string.Join(' ', Enumerable.Repeat("often x", 300));
        for (var entry = 0; entry < 1000; entry++)
        {
            buffer.AddField(analyzer, entry % 7 == 0 ? text : "often", 0);
            buffer.EndEntry(entry);
        }

        var terms = Walked(buffer);
        terms.Count.ShouldBe(2);
        terms[0].ShouldBe($"often = {string.Join(", ", Enumerable.Range(0, 1000).Select(e => $"{e}: {string.Join(' ', Enumerable.Range(0, e % 7 == 0 ? 300 : 1).Select(p => $"0.{2 * p}"))}"))}");
        buffer.Bytes.ShouldBeGreaterThan(43_000 * 2, "every position takes a byte");
    }

    [Fact]
    public void Two_buffers_share_an_analyser_in_turns()
    {
        var analyzer = new TextAnalyzer(LanguageCode.Undetermined);
        var (one, other) = (new TermBuffer(1, owner: 1), new TermBuffer(1, owner: 2));
        other.AddField(analyzer, "a::b c d", 0);
        for (var i = 0; i < 3; i++)
        {
            one.AddField(analyzer, "d a::b", 0);
            one.EndEntry(i);
        }

        other.EndEntry(0);
        Walked(one)[0].ShouldBe("a = 0: 0.1, 1: 0.1, 2: 0.1");
        Walked(other).ShouldBe(["a = 0: 0.0", "a::b = 0: 0.0", "b = 0: 0.1", "c = 0: 0.2", "d = 0: 0.3"]);
    }

    private static List<string> Walked(TermBuffer buffer)
    {
        var shown = new List<string>();
        var terms = buffer.Terms();
        while (terms.MoveNext())
        {
            var postings = new List<string>();
            var walk = terms.Postings();
            while (walk.MoveNext())
            {
                var positions = new List<string>();
                var at = 0;
                for (var rest = walk.Mask; rest != 0; rest &= rest - 1)
                {
                    var field = BitOperations.TrailingZeroCount(rest);
                    var position = 0;
                    for (var i = 0; i < walk.Frequency(field); i++)
                    {
                        position += VarInt(walk.Positions, ref at);
                        positions.Add($"{field}.{position}");
                    }
                }

                at.ShouldBe(walk.Positions.Length);
                postings.Add($"{walk.Entry}: {string.Join(' ', positions)}");
            }

            shown.Add($"{Encoding.UTF8.GetString(terms.Term)} = {string.Join(", ", postings)}");
        }

        return shown;
    }

    private static int VarInt(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
    }
}
