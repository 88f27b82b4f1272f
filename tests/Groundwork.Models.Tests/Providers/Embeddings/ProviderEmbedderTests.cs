using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Embeddings;

public sealed class ProviderEmbedderTests : ModelTest
{
    [Theory]
    [InlineData(ModelProvider.OpenAi, "/v1/embeddings")]
    [InlineData(ModelProvider.AzureOpenAi, "/openai/deployments/scripted/embeddings?api-version=2024-10-21")]
    [InlineData(ModelProvider.Ollama, "/api/embed")]
    [InlineData(ModelProvider.Gemini, "/v1beta/models/scripted:batchEmbedContents")]
    [InlineData(ModelProvider.Cohere, "/v2/embed")]
    [InlineData(ModelProvider.Jina, "/v1/embeddings")]
    [InlineData(ModelProvider.Voyage, "/v1/embeddings")]
    public async Task Every_provider_gives_the_vectors_in_order_with_the_usage(ModelProvider provider, string path)
    {
        var options = new EmbeddingGenerationOptions { AdditionalProperties = new() { ["groundwork.request-id"] = "attempt-1", ["groundwork.input"] = "query" } };

        var embeddings = await Embedder(provider).GenerateAsync(["a red house", "ein Haus", "一"], options);

        embeddings.Count.ShouldBe(3);
        embeddings[0].Vector.ToArray().ShouldBe(Server.Embedder.Embed("a red house"));
        embeddings[2].Vector.ToArray().ShouldBe(Server.Embedder.Embed("一"));
        embeddings.Usage!.InputTokenCount.ShouldBe(6);
        Server.Requests.Select(static request => request.Path).ShouldBe([path]);
        Server.Requests[0].Headers["X-Client-Request-Id"].ShouldBe("attempt-1");
        Server.Requests[0].Body.ShouldNotContain("groundwork");
        Server.Invoice.Sum(static line => line.InputTokens).ShouldBe(6);
    }

    [Theory]
    [InlineData("aaaaaaaa", 3)]
    [InlineData("ご確認", 5)]
    [InlineData("", 1)]
    public void Tokens_are_estimated_by_script(string text, long expected) => EmbeddingBatchLimits.EstimatedTokens(text).ShouldBe(expected);

    [Fact]
    public async Task A_batch_holds_no_more_than_its_tokens()
    {
        await Batches(new EmbeddingBatchLimits { MaxTokens = 10 }).GenerateAsync(["ご確認", "お願い", "aaaa"]);

        Server.Requests.Select(static request => request.Inputs.Count).ShouldBe([2, 1]);
        Attempts.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_request_holds_no_more_texts_than_the_provider_takes_and_each_is_an_attempt_of_its_own()
    {
        await Batches(new EmbeddingBatchLimits { MaxTexts = 2048 }, ModelProvider.Cohere).GenerateAsync(Enumerable.Repeat("a", 200));

        Server.Requests.Select(static request => request.Json.GetProperty("texts").GetArrayLength()).ShouldBe([96, 96, 8]);
        Attempts.All.Count.ShouldBe(3);
    }
}
