using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

public sealed class EmbeddingTests : ModelTest
{
    private static ModelScript Reply(string data, string usage = "") => ModelScript.Raw("application/json", $$"""{"object":"list","model":"e","data":{{data}}{{usage}}}""");

    private async Task<ModelException> Refused(string data, params string[] texts)
    {
        Server.EnqueueEmbeddings(Reply(data));
        var failure = await FailureOf(Embedder().GenerateAsync(texts.Length == 0 ? ["one", "two"] : texts));
        failure.Kind.ShouldBe(ModelFailure.Nonsense);
        return failure;
    }

    [Fact]
    public async Task Vectors_arrive_as_the_server_made_them()
    {
        var embeddings = await Embedder().GenerateAsync(["a red house", "ein Haus"]);

        embeddings.Count.ShouldBe(2);
        embeddings[0].Vector.ToArray().ShouldBe(Server.Embedder.Embed("a red house"));
        embeddings[1].Vector.ToArray().ShouldBe(Server.Embedder.Embed("ein Haus"));
        embeddings[0].ModelId.ShouldBe("scripted");
        embeddings.Usage!.InputTokenCount.ShouldBe(5);
        Server.Requests.Single().Headers["Authorization"].ShouldBe($"Bearer {Key}");
    }

    [Fact]
    public void Any_texts_in_any_batches_give_one_vector_each_in_their_order()
    {
        Prop.ForAll<NonEmptyArray<PositiveInt>, PositiveInt, PositiveInt>((sizes, maxTexts, maxChars) =>
        {
            var texts = sizes.Get.Select(static (size, i) => string.Create(CultureInfo.InvariantCulture, $"{i} ") + new string('x', size.Get)).ToArray();
            var before = Server.Requests.Count;
            var limits = new EmbeddingBatchLimits { MaxTexts = 1 + maxTexts.Get % 5, MaxChars = maxChars.Get };
            var embeddings = Batches(limits).GenerateAsync(texts).GetAwaiter().GetResult();
            var batches = Server.Requests.Skip(before).Select(static request => request.Inputs).ToList();
            return batches.SelectMany(static batch => batch).SequenceEqual(texts, StringComparer.Ordinal)
                && batches.TrueForAll(batch => batch.Count <= limits.MaxTexts && (batch.Count == 1 || batch.Sum(static text => text.Length) <= limits.MaxChars))
                && embeddings.Select(static embedding => embedding.Vector.ToArray()).Zip(texts).All(pair => pair.First.AsSpan().SequenceEqual(Server.Embedder.Embed(pair.Second)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Sixty_four_texts_go_together_by_default()
    {
        await Batches().GenerateAsync(Enumerable.Range(0, 130).Select(static i => $"text {i}"));

        Server.Requests.Select(static request => request.Inputs.Count).ShouldBe([64, 64, 2]);
    }

    [Fact]
    public async Task No_texts_need_no_request()
    {
        var embeddings = await Embedder().GenerateAsync([]);

        embeddings.ShouldBeEmpty();
        embeddings.Usage.ShouldBeNull();
        Server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData(null)]
    public async Task A_text_without_content_is_refused_by_its_number(string? text)
    {
        (await Should.ThrowAsync<ArgumentException>(Batches().GenerateAsync(["one", text!]))).Message.ShouldContain("Text 1 of 2");
        Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_order_is_that_of_the_indexes()
    {
        Server.EnqueueEmbeddings(Reply("""[{"index":1,"embedding":[1,0]},{"index":0,"embedding":[0,1]}]"""));

        var embeddings = await Embedder().GenerateAsync(["one", "two"]);

        embeddings[0].Vector.ToArray().ShouldBe([0, 1]);
        embeddings[1].Vector.ToArray().ShouldBe([1, 0]);
        embeddings[0].ModelId.ShouldBe("e");
    }

    [Fact]
    public async Task Without_indexes_the_order_is_that_of_the_reply()
    {
        Server.EnqueueEmbeddings(Reply("""[{"embedding":[1,0]},{"embedding":[0,1]}]"""));

        (await Embedder().GenerateAsync(["one", "two"]))[1].Vector.ToArray().ShouldBe([0, 1]);
    }

    [Fact]
    public async Task Base64_is_read_as_little_endian_floats()
    {
        var values = new[] { 1.5f, -0.25f, 3e-20f };
        var text = Convert.ToBase64String(MemoryMarshal.AsBytes<float>(values));
        Server.EnqueueEmbeddings(Reply($$"""[{"index":0,"embedding":"{{text}}"}]"""));

        (await Embedder().GenerateAsync(["one"]))[0].Vector.ToArray().ShouldBe(values);
    }

    [Fact]
    public async Task A_server_asked_for_base64_gives_the_same_vectors()
    {
        var options = new EmbeddingGenerationOptions { AdditionalProperties = new AdditionalPropertiesDictionary { ["encoding_format"] = "base64" } };

        var embeddings = await Embedder().GenerateAsync(["a red house"], options);

        embeddings[0].Vector.ToArray().ShouldBe(Server.Embedder.Embed("a red house"));
    }

    [Theory]
    [InlineData("""[{"index":0,"embedding":[1,0]}]""", "1 vectors for 2 texts")]
    [InlineData("""[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[1,0]},{"index":2,"embedding":[1,0]}]""", "3 vectors for 2 texts")]
    [InlineData("""[{"index":0,"embedding":[1,0]},{"index":0,"embedding":[1,0]}]""", "each once")]
    [InlineData("""[{"index":0,"embedding":[1,0]},{"index":2,"embedding":[1,0]}]""", "each once")]
    [InlineData("""[{"index":-1,"embedding":[1,0]},{"index":0,"embedding":[1,0]}]""", "each once")]
    [InlineData("""[{"index":"0","embedding":[1,0]},{"index":1,"embedding":[1,0]}]""", "each once")]
    [InlineData("""[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[1]}]""", "different lengths")]
    [InlineData("""[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[]}]""", "not a vector for text 1")]
    [InlineData("""[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[1,null]}]""", "not a vector for text 1")]
    [InlineData("""[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[1,"NaN"]}]""", "not a vector for text 1")]
    [InlineData("""[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[1,1e999]}]""", "text 1")]
    [InlineData("""[{"index":0,"embedding":[1,0]},{"index":1}]""", "not a vector for text 1")]
    [InlineData("""[{"index":0,"embedding":[1,0]},7]""", "not a vector for text 1")]
    [InlineData("""[{"index":0,"embedding":"AACAPwAAgD8="},{"index":1,"embedding":"AACAPwA="}]""", "not a vector for text 1")]
    [InlineData("""[{"index":0,"embedding":"AACAPwAAgD8="},{"index":1,"embedding":"!!!"}]""", "not a vector for text 1")]
    [InlineData("""[{"index":0,"embedding":"AACAPwAAgD8="},{"index":1,"embedding":"AADAfwAAgD8="}]""", "not finite for text 1")]
    [InlineData("""[{"index":0,"embedding":[[1,0]]},{"index":1,"embedding":[[1,0]]}]""", "not a vector for text 0")]
    [InlineData("{}", "without \"data\"")]
    public async Task Vectors_that_cannot_be_trusted_are_refused(string data, string why) => (await Refused(data)).Message.ShouldContain(why);

    [Fact]
    public async Task Batches_of_different_dimensions_are_refused()
    {
        Server.EnqueueEmbeddings(Reply("""[{"embedding":[1,0]}]"""), Reply("""[{"embedding":[1,0,0]}]"""));

        var failure = await FailureOf(Batches(new EmbeddingBatchLimits { MaxTexts = 1 }).GenerateAsync(["one", "two"]));

        failure.Message.ShouldContain("2 dimensions first and with 3 then");
    }

    [Fact]
    public async Task Dimensions_that_were_asked_for_must_come()
    {
        var failure = await FailureOf(Embedder().GenerateAsync(["one"], new EmbeddingGenerationOptions { Dimensions = 128 }));

        failure.Message.ShouldContain("asked for 128 dimensions and sent 256");
        Server.Requests[0].Json.GetProperty("dimensions").GetInt32().ShouldBe(128);
    }

    [Fact]
    public async Task Usage_with_a_missing_part_is_not_known()
    {
        Server.EnqueueEmbeddings(Reply("""[{"embedding":[1,0]}]""", ""","usage":{"prompt_tokens":3,"total_tokens":3}"""), Reply("""[{"embedding":[1,0]}]"""));

        (await Batches(new EmbeddingBatchLimits { MaxTexts = 1 }).GenerateAsync(["one", "two"])).Usage.ShouldBeNull();
    }

    [Fact]
    public async Task Failures_have_the_same_kinds_as_those_of_chat_and_keep_as_quiet()
    {
        var echo = JsonSerializer.Serialize(new { error = new { message = $"{Prompt} {Key}" } });
        Server.EnqueueEmbeddings(ModelScript.Status(401, echo), ModelScript.HtmlPage(), ModelScript.PlainErrorIn200(echo), ModelScript.Raw("application/json", Prompt), ModelScript.Status(404, echo));

        foreach (var kind in new[] { ModelFailure.Refused, ModelFailure.Nonsense, ModelFailure.ServerFault, ModelFailure.Nonsense, ModelFailure.NotFound })
            (await FailureOf(Embedder().GenerateAsync([Prompt]))).Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task Cancelling_is_not_a_failure_and_no_shorter_result()
    {
        Server.EnqueueEmbeddings(Reply("""[{"embedding":[1,0]}]"""), ModelScript.Hangs());
        using var cancelling = new CancellationTokenSource();

        var embedding = Batches(new EmbeddingBatchLimits { MaxTexts = 1 }).GenerateAsync(["one", "two"], null, cancelling.Token);
        await Server.RequestsArrivedAsync(2);
        await cancelling.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(embedding);
    }

    [Fact]
    public async Task A_batch_that_takes_too_long_is_a_timeout()
    {
        Server.EnqueueEmbeddings(ModelScript.Hangs());

        var embedding = FailureOf(Embedder().GenerateAsync(["one"]));
        await Server.RequestsArrivedAsync(1);
        Clock.Advance(TimeSpan.FromSeconds(120));

        (await embedding).Kind.ShouldBe(ModelFailure.TimedOut);
    }

    [Fact]
    public void Batches_of_nothing_are_refused()
    {
        Should.Throw<ArgumentException>(() => Batches(new EmbeddingBatchLimits { MaxTexts = 0 }));
        new EmbeddingBatchLimits { MaxTexts = 0, MaxChars = 0 }.Validate().Count.ShouldBe(2);
    }

    [Fact]
    public void The_generator_tells_what_it_is()
    {
        var metadata = Embedder().GetService<EmbeddingGeneratorMetadata>()!;

        metadata.DefaultModelId.ShouldBe("scripted");
        metadata.ProviderUri.ShouldBe(new Uri(Server.Url, "/v1/embeddings"));
    }
}
