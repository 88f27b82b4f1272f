using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.TestKit;

public sealed class HashingEmbedderTests
{
    private static readonly HashingEmbedder Embedder = new();

    private static float Similarity(string a, string b)
    {
        var x = Embedder.Embed(a);
        var y = Embedder.Embed(b);
        return x.Zip(y, static (left, right) => left * right).Sum();
    }

    [Fact]
    public void Any_text_has_a_finite_vector_of_length_one()
    {
        Prop.ForAll<NonNull<string>>(static text =>
        {
            var vector = Embedder.Embed(text.Get);
            var length = MathF.Sqrt(vector.Sum(static value => value * value));
            return vector.Length == 256 && vector.All(float.IsFinite) && MathF.Abs(length - 1) < 1e-4;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Texts_that_share_words_or_parts_of_words_are_nearer_than_others()
    {
        Similarity("How do I renew my passport?", "how to RENEW a passport").ShouldBeGreaterThan(Similarity("How do I renew my passport?", "Bread needs flour and water"));
        Similarity("renewal of passports", "renew passport").ShouldBeGreaterThan(0.2f);
        Similarity("パスポートの更新方法", "パスポートを更新する").ShouldBeGreaterThan(Similarity("パスポートの更新方法", "小麦粉と水でパンを作る"));
        Similarity("Wie verlängere ich meinen Pass", "Wie verlängere ich meinen Pass").ShouldBe(1, 1e-5);
    }

    [Fact]
    public void The_vector_of_a_text_never_changes()
    {
        // Other tests rely on the same vectors in another process and on another machine.
        var vector = Embedder.Embed("the quick brown fox");

        vector.ShouldBe(new HashingEmbedder().Embed("the quick brown fox"));
        var places = vector.Index().Where(static item => item.Item != 0).Select(static item => item.Item > 0 ? item.Index : -item.Index);
        string.Join(' ', places).ShouldBe("0 6 7 -10 -15 29 -35 -71 77 82 -117 146 -158 -173 202 205 223 236 239");
    }

    [Fact]
    public void Another_name_is_another_space() =>
        new HashingEmbedder("other").Embed("the quick brown fox").ShouldNotBe(Embedder.Embed("the quick brown fox"));
}
