using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.Language.Tests;

public sealed class MinHashSketchTests
{
    private static readonly string[] s_words = [.. Enumerable.Range(0, 400).Select(i => FormattableString.Invariant($"word{i}"))];

    // A text, and the same with some words replaced: any likeness from none to all.
    private static readonly Gen<(string Left, string Right)> s_pairs =
        from length in Gen.Choose(1, 400)
        from words in Gen.ArrayOf(Gen.Elements(s_words), length)
        from changes in Gen.Choose(0, 60)
        from places in Gen.ArrayOf(Gen.Choose(0, length - 1), changes)
        select (string.Join(' ', words), string.Join(' ', words.Select((word, i) => places.Contains(i) ? "other" + word : word)));

    [Fact]
    public void The_estimate_lies_within_its_stated_error_of_the_true_likeness()
    {
        var (pairs, squares) = (0, 0.0);
        Prop.ForAll(s_pairs.ToArbitrary(), pair =>
        {
            var truth = Shingles.Of(pair.Left).JaccardTo(Shingles.Of(pair.Right));
            var error = MinHashSketch.Of(pair.Left)!.SimilarityTo(MinHashSketch.Of(pair.Right)!) - truth;
            Math.Abs(error).ShouldBeLessThanOrEqualTo(5 * MinHashSketch.MostDeviation);
            pairs++;
            squares += error * error;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
        Math.Sqrt(squares / pairs).ShouldBeLessThanOrEqualTo(1.2 * MinHashSketch.MostDeviation);
    }

    [Fact]
    public void Likeness_is_symmetric_and_a_text_is_like_itself_in_any_case()
    {
        Prop.ForAll(s_pairs.ToArbitrary(), pair =>
        {
            var (left, right) = (MinHashSketch.Of(pair.Left)!, MinHashSketch.Of(pair.Right)!);
            left.SimilarityTo(right).ShouldBe(right.SimilarityTo(left));
            left.SimilarityTo(MinHashSketch.Of(pair.Left.ToUpperInvariant().Replace(" ", "\n\n", StringComparison.Ordinal))!).ShouldBe(1);
            MinHashSketch.Read(left.ToBytes()).SimilarityTo(left).ShouldBe(1);
            Shingles.Of(pair.Left).JaccardTo(Shingles.Of(pair.Left)).ShouldBe(1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Shingles_are_counted_like_a_naive_program_counts_them()
    {
        Prop.ForAll(s_pairs.ToArbitrary(), pair =>
        {
            var (left, right) = (Naive(pair.Left), Naive(pair.Right));
            var truth = left.Intersect(right, StringComparer.Ordinal).Count() / (double)left.Union(right, StringComparer.Ordinal).Count();
            Shingles.Of(pair.Left).JaccardTo(Shingles.Of(pair.Right)).ShouldBe(truth, 1e-12);
        }).QuickCheckThrowOnFailure();

        static HashSet<string> Naive(string text)
        {
            var words = text.Split(' ');
            return words.Length < 5 ? [text] : [.. Enumerable.Range(0, words.Length - 4).Select(i => string.Join(' ', words.Skip(i).Take(5)))];
        }
    }

    [Fact]
    public void Unrelated_texts_share_no_band()
    {
        var texts = Enumerable.Range(0, 60).Select(i => MinHashSketch.Of(string.Join(' ', Enumerable.Range(0, 300).Select(j => FormattableString.Invariant($"w{(i * 7919) + (j * j) % 997}"))))!).ToList();
        for (var i = 0; i < texts.Count; i++)
            for (var j = 0; j < i; j++)
                Enumerable.Range(0, MinHashSketch.Bands).Any(band => texts[i].BandAt(band) == texts[j].BandAt(band)).ShouldBeFalse();
    }

    [Fact]
    public void Texts_that_are_much_alike_share_a_band()
    {
        var words = Enumerable.Range(0, 1000).Select(i => FormattableString.Invariant($"w{i}")).ToArray();
        for (var changed = 0; changed < 20; changed++)
        {
            var copy = words.Select((word, i) => i % 50 == changed ? word + "x" : word);
            var (left, right) = (MinHashSketch.Of(string.Join(' ', words))!, MinHashSketch.Of(string.Join(' ', copy))!);
            Enumerable.Range(0, MinHashSketch.Bands).Any(band => left.BandAt(band) == right.BandAt(band)).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("資料庫中的每一個文件都會被切成小段落以便搜尋", "資料庫中的每一個文件都會被切成小段落以便查詢", 0.6)]
    [InlineData("ชุมชนนี้มีบ้านเรือนเก่าแก่อยู่ริมแม่น้ำหลายหลัง", "ชุมชนนี้มีบ้านเรือนเก่าแก่อยู่ริมแม่น้ำหลายแห่ง", 0.6)]
    public void Scripts_without_spaces_are_compared_by_characters(string left, string right, double least) =>
        Shingles.Of(left).JaccardTo(Shingles.Of(right)).ShouldBeInRange(least, 0.99);

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("--- !!! ---")]
    [InlineData("\uD800")]
    public void A_text_without_words_has_no_sketch(string text) => MinHashSketch.Of(text).ShouldBeNull();

    [Fact]
    public void Few_words_are_one_shingle_and_order_matters()
    {
        Shingles.Of("one two").Count.ShouldBe(1);
        Shingles.Of("one two").JaccardTo(Shingles.Of("two one")).ShouldBe(0);
        Shingles.Of("").JaccardTo(Shingles.Of("")).ShouldBe(1);
        Shingles.Of("").JaccardTo(Shingles.Of("one")).ShouldBe(0);
    }

    [Fact]
    public void Bytes_that_are_no_sketch_are_refused() => Should.Throw<FormatException>(() => MinHashSketch.Read(new byte[5]));

    // The stored form must not change without its fingerprint.
    [Fact]
    public void The_sketch_of_a_known_text_stays_what_it_is() =>
        ContentHash.Of(MinHashSketch.Of("The quick brown fox jumps over the lazy dog.")!.ToBytes()).Short().ShouldBe("d5c9e78c1548");
}
