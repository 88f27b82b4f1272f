namespace Groundwork.Models;

public sealed class GatewaySettingsTests
{
    private static ModelTarget Target(string name, ModelProvider provider = ModelProvider.OpenAi) =>
        new(name, provider, new ModelEndpoint(new Uri("http://127.0.0.1:9/v1"), "m-" + name, "sk-secret"));

    private static IReadOnlyList<string> Problems(params ModelRoute[] routes) =>
        new GatewaySettings { Targets = [Target("a"), Target("b"), Target("claude", ModelProvider.Anthropic)], Routes = routes }.Validate();

    [Fact]
    public void What_is_right_has_no_problem() =>
        Problems(new ModelRoute("main", ModelUse.Chat, [new("a"), new("claude")]) { HedgeAfter = TimeSpan.FromSeconds(2) }).ShouldBeEmpty();

    [Fact]
    public void Every_problem_is_named_at_once()
    {
        var problems = Problems(
            new ModelRoute("main", ModelUse.Chat, [new("nobody")]) { HedgeAfter = TimeSpan.FromHours(1), MaxRetries = 11 },
            new ModelRoute("main", ModelUse.Embed, [new("a", -1), new("claude")]),
            new ModelRoute("none", ModelUse.Rerank, []));

        string.Join('\n', problems).ShouldSatisfyAllConditions(
            text => text.ShouldContain("leads to \"nobody\", and there is no such target. There are: a, b, claude."),
            text => text.ShouldContain("Two routes are called \"main\""),
            text => text.ShouldContain("is for embeddings, and \"claude\" speaks Anthropic"),
            text => text.ShouldContain("the weight of \"a\" is -1"),
            text => text.ShouldContain("embeds with different models"),
            text => text.ShouldContain("Route \"none\" has no target"),
            text => text.ShouldContain("shorter than the total timeout"),
            text => text.ShouldContain("the number of retries is 11"),
            text => text.ShouldNotContain("secret"));
        Should.Throw<ArgumentException>(() => new ModelGateway(new GatewaySettings { Targets = [Target("a"), Target("a")] }, TimeProvider.System, 1))
            .Message.ShouldContain("Two targets are called \"a\"");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/v1", null, "main", false)]
    [InlineData("https://models.example/v1", null, "main", true)]
    [InlineData("https://models.example/v1", null, null, true)]
    [InlineData("https://models.example/v1", null, "*", true)]
    [InlineData("https://models.example/v1", null, "other", false)]
    [InlineData("https://models.example/v1", 0, "main", false)]
    public void A_money_budget_needs_prices(string url, int? price, string? route, bool isRefused)
    {
        var target = new ModelTarget("a", ModelProvider.OpenAi, new ModelEndpoint(new Uri(url), "m", null))
        {
            Price = price is { } usd ? new ModelPrice(Money.FromUsd(usd), Money.FromUsd(usd), Money.FromUsd(usd), DateOnly.MinValue) : null,
        };

        var problems = new GatewaySettings
        {
            Targets = [target, new ModelTarget("b", ModelProvider.OpenAi, new ModelEndpoint(new Uri("http://127.0.0.1:9/v1"), "m", null))],
            Routes = [new ModelRoute("main", ModelUse.Chat, [new("a")]), new ModelRoute("other", ModelUse.Chat, [new("b")])],
            Budgets = [new BudgetRule("monthly", BudgetPeriod.Month) { Route = route, MaxCost = Money.FromUsd(5) }],
        }.Validate();

        if (isRefused) problems.ShouldHaveSingleItem().ShouldContain("no price is given for \"a\"");
        else problems.ShouldBeEmpty();
    }

    [Fact]
    public void Questions_are_embedded_by_an_embedding_route()
    {
        var chat = new ModelRoute("main", ModelUse.Chat, [new("a")]) { Cache = new CacheSettings { SemanticThreshold = 0.9, SemanticEmbedder = "vectors" } };

        Problems(chat).ShouldHaveSingleItem().ShouldContain("the embedder \"vectors\", and no route for embeddings has this name");
        Problems(chat, new ModelRoute("vectors", ModelUse.Chat, [new("a")])).ShouldHaveSingleItem();
        Problems(chat, new ModelRoute("vectors", ModelUse.Embed, [new("a")])).ShouldBeEmpty();
    }

    [Fact]
    public void The_six_settings_make_two_routes()
    {
        var settings = GatewaySettings.From(new ModelSettings { ChatUrl = "http://127.0.0.1:1", ChatModel = "a", EmbedUrl = "http://127.0.0.1:2", EmbedModel = "b" });

        settings.Validate().ShouldBeEmpty();
        settings.Routes.Select(static route => (route.Name, route.Use, route.Targets[0].Target)).ShouldBe([("chat", ModelUse.Chat, "chat"), ("embed", ModelUse.Embed, "embed")]);
        GatewaySettings.From(new ModelSettings()).Routes.ShouldBeEmpty();
    }

    [Fact]
    public void Content_is_not_recorded_without_a_redaction() =>
        Should.Throw<ArgumentException>(() => new ModelGateway(new GatewaySettings { RecordsContent = true }, TimeProvider.System, 1)).Message.ShouldContain("redaction");
}
