using Groundwork.Knowledge.Meaning;
using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests.Meaning;

public sealed class FittedEmbedderTests
{
    [Fact]
    public async Task Words_that_never_meet_are_near_each_other_when_their_neighbours_are_the_same()
    {
        var embedder = (await Topics.FitAsync(Topics.Chunks(8, 20), new FittingOptions { LeastChunks = 2, Dimensions = 8 }))!;
        var (first, second) = (await Topics.VectorAsync(embedder, Topics.TwinOf(3, false)), await Topics.VectorAsync(embedder, Topics.TwinOf(3, true)));
        var other = await Topics.VectorAsync(embedder, Topics.TwinOf(4, false));
        Topics.Cosine(first, second).ShouldBeGreaterThan(0.8f);
        Topics.Cosine(first, other).ShouldBeLessThan(0.3f);
    }

    [Fact]
    public async Task A_text_is_folded_in_as_it_was_fitted()
    {
        var chunks = Topics.Chunks(8, 20);
        var embedder = (await Topics.FitAsync(chunks))!;
        var vectors = await embedder.OfAsync(chunks, default);
        vectors.Count.ShouldBe(chunks.Count);
        for (var i = 0; i < chunks.Count; i += 17)
        {
            Topics.Cosine(vectors[i].ToArray(), vectors[i].ToArray()).ShouldBe(1, 1e-5f);
            (await Topics.VectorAsync(embedder, chunks[i].Chunk.Text)).ShouldBe(vectors[i].ToArray());
        }

        // A chunk it has never seen lies with its topic.
        var unseen = (await embedder.OfAsync([Topics.Chunk("new", Topics.Text(5, 999))], default))[0].ToArray();
        var nearest = Enumerable.Range(0, chunks.Count).MaxBy(i => Topics.Cosine(unseen, vectors[i].ToArray()));
        (nearest % 8).ShouldBe(5);
    }

    [Fact]
    public async Task Texts_without_a_known_word_have_no_vector()
    {
        var embedder = (await Topics.FitAsync(Topics.Chunks(4, 10)))!;
        var made = await embedder.GenerateAsync(["", "   ", "quetzalcoatlus", "?!…", "\uD800", Topics.Word(1, 1)]);
        made.Take(5).ShouldAllBe(e => e.Vector.IsEmpty);
        made[5].Vector.Length.ShouldBe(embedder.Identity.Dimensions);
        (await embedder.OfAsync([Topics.Chunk("x", "quetzalcoatlus")], default))[0].IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_texts_give_the_same_model_on_any_number_of_threads()
    {
        var chunks = Topics.Chunks(10, 30);
        var options = new FittingOptions { LeastChunks = 2, Dimensions = 24, SampleChunks = 200, Threads = 1 };
        var one = (await Topics.FitAsync(chunks, options))!;
        foreach (var threads in new[] { 2, 5 })
            (await Topics.FitAsync(chunks, options with { Threads = threads }))!.ToBytes().ShouldBe(one.ToBytes());
        (await Topics.FitAsync([.. chunks.Take(299)], options))!.Identity.ShouldNotBe(one.Identity);
    }

    [Fact]
    public async Task Of_many_chunks_a_sample_is_learnt_and_of_many_terms_the_most_frequent()
    {
        var embedder = (await Topics.FitAsync(Topics.Chunks(10, 60), new FittingOptions { LeastChunks = 2, SampleChunks = 150, MostTerms = 50, Dimensions = 8 }))!;
        embedder.Terms.ShouldBe(50);
        embedder.Chunks.ShouldBe(600);
        embedder.Identity.Dimensions.ShouldBe(8);
    }

    [Fact]
    public async Task Too_little_to_learn_from_gives_no_model()
    {
        (await Topics.FitAsync([])).ShouldBeNull();
        (await Topics.FitAsync([Topics.Chunk("a", "one"), Topics.Chunk("b", "two"), Topics.Chunk("c", "three")])).ShouldBeNull();
        (await Topics.FitAsync(Topics.Chunks(4, 10), new FittingOptions { LeastChunks = 41 })).ShouldBeNull();
        var wrong = await Should.ThrowAsync<ArgumentException>(() => Topics.FitAsync(Topics.Chunks(2, 2), new FittingOptions { SampleChunks = 0, Dimensions = 385 }));
        wrong.Message.ShouldContain("SampleChunks is 0");
        wrong.Message.ShouldContain("Dimensions is 385");
    }

    [Fact]
    public async Task Chinese_and_Arabic_are_learnt_like_any_other_language()
    {
        ChunkRecord[] chunks =
        [
            .. Enumerable.Range(0, 12).Select(i => Topics.Chunk($"z{i}", i % 2 == 0 ? "苹果树和梨树在果园里开花" : "葡萄和苹果树在果园里结果", "zh")),
            .. Enumerable.Range(0, 12).Select(i => Topics.Chunk($"y{i}", i % 2 == 0 ? "火车从车站开往城市" : "城市的车站有很多火车", "zh")),
            .. Enumerable.Range(0, 12).Select(i => Topics.Chunk($"a{i}", i % 2 == 0 ? "البحر الأزرق والسفينة الكبيرة" : "السفينة في البحر مع الصيادين", "ar")),
        ];
        var embedder = (await Topics.FitAsync(chunks, new FittingOptions { LeastChunks = 2, Dimensions = 6 }))!;
        var vectors = await embedder.OfAsync(chunks, default);
        vectors.ShouldAllBe(v => !v.IsEmpty);
        (await NearestAsync("果园的梨树")).ShouldBe('z');
        (await NearestAsync("坐火车去城市")).ShouldBe('y');
        (await NearestAsync("سفينة الصيادين")).ShouldBe('a');

        async Task<char> NearestAsync(string text)
        {
            var asked = await Topics.VectorAsync(embedder, text);
            return chunks[Enumerable.Range(0, chunks.Length).MaxBy(i => Topics.Cosine(asked, vectors[i].ToArray()))].Chunk.Id.Value[0];
        }
    }

    [Fact]
    public async Task A_model_that_was_written_and_read_gives_the_same_bits()
    {
        var embedder = (await Topics.FitAsync(Topics.Chunks(6, 15)))!;
        var read = FittedEmbedder.Read(embedder.ToBytes());
        read.Identity.ShouldBe(embedder.Identity);
        (read.Terms, read.Chunks, read.UnknownShare).ShouldBe((embedder.Terms, embedder.Chunks, embedder.UnknownShare));
        (await Topics.VectorAsync(read, Topics.Text(2, 77))).ShouldBe(await Topics.VectorAsync(embedder, Topics.Text(2, 77)));
    }

    [Fact]
    public async Task Damage_at_any_place_is_noticed()
    {
        var whole = (await Topics.FitAsync(Topics.Chunks(4, 10)))!.ToBytes();
        foreach (var length in new[] { 0, 7, 8, 12, 43, whole.Length / 2, whole.Length - 1 })
            Should.Throw<FittedModelDamagedException>(() => FittedEmbedder.Read(whole.AsSpan(0, length)));
        for (var place = 0; place < whole.Length; place += 1 + (whole.Length / 200))
        {
            var broken = whole.ToArray();
            broken[place] ^= 0x10;
            Should.Throw<FittedModelDamagedException>(() => FittedEmbedder.Read(broken));
        }

        var newer = whole.ToArray();
        newer[8] = 2;
        Should.Throw<FittedModelDamagedException>(() => FittedEmbedder.Read(newer)).Message.ShouldContain("format version 2");
    }

    [Fact]
    public async Task No_word_of_the_texts_stands_in_the_file()
    {
        var bytes = (await Topics.FitAsync(Topics.Chunks(4, 10)))!.ToBytes();
        for (var topic = 0; topic < 4; topic++)
            for (var word = 0; word < 20; word++)
                bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Topics.Word(topic, word))).ShouldBe(-1);
    }

    [Fact]
    public void Dimensions_grow_with_the_collection_and_end_at_256() =>
        new[] { 2, 200, 2000, 5000, 10_000, 30_000, 50_000 }.Select(ModelFitting.DimensionsFor).ShouldBe([64, 64, 64, 96, 144, 256, 256]);
}
