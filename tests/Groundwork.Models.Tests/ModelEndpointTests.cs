using System.Text.Json;
using Groundwork.Models.Providers;

namespace Groundwork.Models;

public sealed class ModelEndpointTests
{
    private static readonly ModelEndpoint Good = new(new Uri("http://127.0.0.1:8080"), "qwen", "sk-very-secret");

    [Fact]
    public void A_good_endpoint_has_no_problems() => Good.Validate().ShouldBeEmpty();

    [Fact]
    public void The_key_is_neither_shown_nor_serialised()
    {
        Good.ToString().ShouldBe("qwen at http://127.0.0.1:8080/ (with a key)");
        $"{Good}".ShouldNotContain("secret");
        JsonSerializer.Serialize(Good).ShouldNotContain("secret");
    }

    [Fact]
    public void Secrets_in_the_url_are_not_shown()
    {
        var endpoint = Good with { BaseUrl = new Uri("https://user:hunter2@example.org/v1?sig=topsecret#frag") };

        endpoint.ToString().ShouldBe("qwen at https://example.org/v1 (with a key)");
    }

    [Fact]
    public void All_problems_are_told_at_once_and_none_shows_the_key()
    {
        var bad = new ModelEndpoint(new Uri("ftp://example.org"), " ", "sk-very secret\n")
        {
            FirstTokenTimeout = TimeSpan.Zero,
            TotalTimeout = TimeSpan.FromDays(2),
            MaxReplyBytes = 1,
        };

        bad.Validate().Count.ShouldBe(6);
        string.Concat(bad.Validate()).ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("/v1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:pass@host/v1")]
    [InlineData("http://host/v1#here")]
    public void A_base_url_that_cannot_be_used_is_a_problem(string url) =>
        (Good with { BaseUrl = new Uri(url, UriKind.RelativeOrAbsolute) }).Validate().Count.ShouldBe(1);

    [Fact]
    public void A_first_token_timeout_beyond_the_total_is_a_problem() =>
        (Good with { FirstTokenTimeout = TimeSpan.FromSeconds(200) }).Validate().Single().ShouldContain("00:03:20");

    [Theory]
    [InlineData("key\r\nX-Injected: 1")]
    [InlineData("schlüssel")]
    [InlineData("")]
    public void A_key_that_a_header_cannot_carry_is_a_problem(string key) =>
        (Good with { ApiKey = key }).Validate().Count.ShouldBe(1);

    [Fact]
    public void A_client_refuses_a_bad_endpoint_without_showing_its_key()
    {
        using var http = new HttpClient();
        var refused = Should.Throw<ArgumentException>(() => ProviderClients.Chat(new ModelTarget("target", ModelProvider.OpenAi, Good with { ApiKey = "sk-very secret" }), http, TimeProvider.System));

        refused.ToString().ShouldNotContain("very");
    }
}
