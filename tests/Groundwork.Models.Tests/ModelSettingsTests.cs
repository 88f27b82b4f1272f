using System.Text.Json;

namespace Groundwork.Models;

public sealed class ModelSettingsTests
{
    private static ModelSettings Of(params (string Name, string Value)[] variables) =>
        ModelSettings.Read(name => Array.Find(variables, variable => string.Equals(variable.Name, name, StringComparison.Ordinal)).Value);

    [Fact]
    public void Nothing_set_is_no_model_and_no_problem()
    {
        var settings = Of(("GROUNDWORK_CHAT_URL", "  "), ("GROUNDWORK_CHAT_KEY", "sk-unused"));

        settings.Validate().ShouldBeEmpty();
        settings.ToString().ShouldBe("chat: none; embeddings: none");
        using var gateway = new ModelGateway(settings, TimeProvider.System, 1);
        gateway.Routes.ShouldBeEmpty();
        Should.Throw<RouteNotFoundException>(() => gateway.Chat("chat", CallContext.Local)).Message.ShouldContain("No routes are set");
    }

    [Fact]
    public void Every_setting_is_read_without_the_white_space_around_it()
    {
        var settings = Of(
            ("GROUNDWORK_CHAT_URL", "http://chat/v1"), ("GROUNDWORK_CHAT_MODEL", "a"), ("GROUNDWORK_CHAT_KEY", " sk-secret-1\n"),
            ("GROUNDWORK_EMBED_URL", "http://embed/v1"), ("GROUNDWORK_EMBED_MODEL", "b"), ("GROUNDWORK_EMBED_KEY", "sk-secret-2"));

        settings.Validate().ShouldBeEmpty();
        settings.ChatKey.ShouldBe("sk-secret-1");
        settings.EmbedKey.ShouldBe("sk-secret-2");
        settings.ToString().ShouldBe("chat: a at http://chat/v1 (with a key); embeddings: b at http://embed/v1 (with a key)");
        JsonSerializer.Serialize(settings).ShouldNotContain("secret");
    }

    [Fact]
    public void Half_a_setting_is_a_problem_that_names_the_other_half()
    {
        Of(("GROUNDWORK_CHAT_URL", "http://chat")).Validate().Single().ShouldContain("GROUNDWORK_CHAT_MODEL is not");
        Of(("GROUNDWORK_EMBED_MODEL", "b")).Validate().Single().ShouldContain("GROUNDWORK_EMBED_URL is not");
    }

    [Theory]
    [InlineData("localhost:8080/v1")]
    [InlineData("not a url")]
    [InlineData("/v1")]
    public void A_url_that_cannot_be_used_is_a_problem(string url)
    {
        var settings = Of(("GROUNDWORK_CHAT_URL", url), ("GROUNDWORK_CHAT_MODEL", "a"), ("GROUNDWORK_CHAT_KEY", "sk-very-secret"));

        settings.Validate().Single().ShouldContain("GROUNDWORK_CHAT_");
        Should.Throw<ArgumentException>(() => new ModelGateway(settings, TimeProvider.System, 1)).ToString().ShouldNotContain("secret");
    }
}
