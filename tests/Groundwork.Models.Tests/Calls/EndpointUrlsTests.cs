namespace Groundwork.Models.Calls;

public sealed class EndpointUrlsTests
{
    [Theory]
    [InlineData("http://host:8080", "http://host:8080/v1/chat/completions")]
    [InlineData("http://host:8080/", "http://host:8080/v1/chat/completions")]
    [InlineData("http://host:8080/v1", "http://host:8080/v1/chat/completions")]
    [InlineData("http://host:8080/v1/", "http://host:8080/v1/chat/completions")]
    [InlineData("http://host:8080/V1//", "http://host:8080/V1/chat/completions")]
    [InlineData("http://host:8080/v1/chat/completions", "http://host:8080/v1/chat/completions")]
    [InlineData("http://host:8080/v1/chat/completions/", "http://host:8080/v1/chat/completions")]
    [InlineData("http://host:8080/v1/embeddings", "http://host:8080/v1/chat/completions")]
    [InlineData("http://host:8080/v1/models", "http://host:8080/v1/chat/completions")]
    [InlineData("https://host/api", "https://host/api/v1/chat/completions")]
    [InlineData("https://host/api/paas/v4", "https://host/api/paas/v4/chat/completions")]
    [InlineData("https://host/v1beta/openai/", "https://host/v1beta/openai/chat/completions")]
    [InlineData("https://host/video", "https://host/video/v1/chat/completions")]
    [InlineData("https://host/deployments/x/chat/completions?api-version=2024", "https://host/deployments/x/chat/completions?api-version=2024")]
    [InlineData("https://host/v1?key=abc", "https://host/v1/chat/completions?key=abc")]
    [InlineData("http://[::1]:80/v1", "http://[::1]/v1/chat/completions")]
    public void Every_form_of_a_base_url_leads_to_the_chat_url(string given, string expected) =>
        EndpointUrls.For(new Uri(given), EndpointUrls.Chat).AbsoluteUri.ShouldBe(expected);

    [Theory]
    [InlineData("http://host:8080", "http://host:8080/v1/embeddings")]
    [InlineData("http://host:8080/v1/chat/completions", "http://host:8080/v1/embeddings")]
    [InlineData("http://host:8080/v1/embeddings", "http://host:8080/v1/embeddings")]
    public void Every_form_of_a_base_url_leads_to_the_embeddings_url(string given, string expected) =>
        EndpointUrls.For(new Uri(given), EndpointUrls.Embeddings).AbsoluteUri.ShouldBe(expected);
}
