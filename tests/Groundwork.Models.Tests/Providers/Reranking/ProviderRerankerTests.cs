using Groundwork.TestKit;

namespace Groundwork.Models.Providers.Reranking;

public sealed class ProviderRerankerTests : ModelTest
{
    private static readonly string[] Texts = ["nothing of it", "red house", "a red thing"];

    private ProviderReranker Reranker(ModelProvider provider = ModelProvider.Cohere, string path = "") =>
        ProviderClients.Reranker(new ModelTarget("target", provider, Endpoint() with { BaseUrl = new Uri(Server.Url, path) }), Http, Clock);

    private Task<RerankReply> Reply(string body)
    {
        Server.EnqueueReranks(ModelScript.Raw("application/json", body));
        return Reranker().RerankAsync("q", Texts, requestId: null, CancellationToken.None);
    }

    [Theory]
    [InlineData(ModelProvider.Cohere, "", "/v2/rerank")]
    [InlineData(ModelProvider.Jina, "", "/v1/rerank")]
    [InlineData(ModelProvider.Voyage, "", "/v1/rerank")]
    [InlineData(ModelProvider.OpenAi, "/v1", "/v1/rerank")]
    [InlineData(ModelProvider.OpenAi, "/rerank", "/rerank")]
    public async Task Every_provider_gives_one_score_per_text_in_their_order(ModelProvider provider, string url, string path)
    {
        var reply = await Reranker(provider, url).RerankAsync("red house", Texts, "attempt-3", CancellationToken.None);

        reply.Scores.ShouldBe([0, 1, 0.5]);
        Server.Requests.Single().Path.ShouldBe(path);
        Server.Requests[0].Headers["X-Client-Request-Id"].ShouldBe("attempt-3");
        Server.Requests[0].Json.TryGetProperty("truncation", out var truncation).ShouldBe(provider == ModelProvider.Voyage);
        if (provider == ModelProvider.Voyage) truncation.GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_text_that_is_left_out_gets_the_least_score_and_a_repetition_changes_nothing()
    {
        var reply = await Reply("""{"results":[{"index":2,"relevance_score":0.9},{"index":0,"relevance_score":0.2},{"index":2,"relevance_score":0.9}]}""");

        reply.Scores.ShouldBe([0.2, 0.2, 0.9]);
        reply.Usage.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"results":[{"index":3,"relevance_score":1}]}""", "not one of 0..2")]
    [InlineData("""{"results":[{"relevance_score":1}]}""", "not one of 0..2")]
    [InlineData("""{"results":[{"index":1,"relevance_score":"NaN"}]}""", "not a score for text 1")]
    [InlineData("""{"results":[{"index":1,"relevance_score":1e999}]}""", "not a score for text 1")]
    [InlineData("""{"results":[{"index":1,"relevance_score":1},{"index":1,"relevance_score":0}]}""", "two different scores for text 1")]
    [InlineData("""{"results":[]}""", "no score for any of 3 texts")]
    [InlineData("{}", "without \"results\"")]
    [InlineData("oops", "not JSON")]
    public async Task Scores_that_cannot_be_trusted_are_refused(string body, string why)
    {
        var failure = await FailureOf(Reply(body));

        failure.Kind.ShouldBe(ModelFailure.Nonsense);
        failure.Message.ShouldContain(why);
    }

    [Fact]
    public void Nothing_to_judge_is_refused() =>
        Should.Throw<ArgumentException>(() => { _ = Reranker().RerankAsync("q", [], requestId: null, CancellationToken.None); });
}
