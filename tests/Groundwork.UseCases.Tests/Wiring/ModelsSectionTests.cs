using System.Text.RegularExpressions;
using Groundwork.Models;
using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests.Wiring;

public sealed partial class ModelsSectionTests
{
    private const string Target = """ "a": { "url": "http://127.0.0.1:1/v1", "model": "m" } """;

    [Fact]
    public void The_example_of_the_guide_is_understood()
    {
        var example = Blocks().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", "gateway.md"))).Select(static m => m.Groups["json"].Value).Single(static b => b.Contains("\"targets\"", StringComparison.Ordinal));
        var settings = Load(example, ("OPENAI_API_KEY", "sk-1"), ("ANTHROPIC_API_KEY", "sk-2"));
        settings.Validate().ShouldBeEmpty();
        settings.Gateway.Targets.Select(static t => t.Name).ShouldBe(["local", "big", "other", "vectors"]);
        settings.Gateway.Targets[1].Endpoint.ApiKey.ShouldBe("sk-1");
        settings.Gateway.Targets[1].Price!.CachedInput.ShouldBe(Money.FromUsd(0.5m));
        settings.Gateway.Targets[0].Abilities.ShouldBe(ModelAbilities.Tools | ModelAbilities.Json);
        settings.Gateway.Routes[0].HedgeAfter.ShouldBe(TimeSpan.FromSeconds(8));
        settings.Gateway.Routes[0].Targets[0].When!.MaxInputTokens.ShouldBe(20_000);
        settings.Gateway.Budgets.Select(static b => b.Name).ShouldBe(["everything", "each-key", "cheap-tokens"]);
        settings.UsageKept.ShouldBe(TimeSpan.FromDays(90));
    }

    [Theory]
    [InlineData("""{ "targets": { "a": { "url": "nonsense" } } }""", "models.targets.a.url is \"nonsense\"")]
    [InlineData("""{ "targets": { "a": { "url": "http://h/v1", "model": "m", "provider": "opnai" } } }""", "models.targets.a.provider is \"opnai\"; possible are openAi")]
    [InlineData("""{ "targets": { "a": { "url": "http://h/v1", "model": "m", "keyFrom": "NO_SUCH" } } }""", "models.targets.a.keyFrom names the environment variable NO_SUCH")]
    [InlineData("""{ "targets": { "a": { "url": "http://h/v1", "model": "m", "key": "x", "keyFrom": "y" } } }""", "both given")]
    [InlineData("""{ "targets": { "a": { "url": "http://h/v1", "model": "m", "key": 12345 } } }""", "models.targets.a.key is of another kind")]
    [InlineData("""{ "targets": { "a": { "url": "http://h/v1", "model": "m", "abilities": ["tools", "songs"] } } }""", "models.targets.a.abilities is \"songs\"")]
    [InlineData("""{ "targets": { "a": { "url": "http://h/v1", "model": "m", "contextTokens": "big" } } }""", "models.targets.a.contextTokens is \"big\"; it must be a whole number")]
    [InlineData("""{ "targets": { "a": { "url": "http://h/v1", "model": "m", "contextTokens": 99999999999 } } }""", "models.targets.a.contextTokens is 99999999999")]
    [InlineData("""{ "targets": { "a": { "url": "http://h/v1", "model": "m", "colour": 1 } } }""", "models.targets.a.colour is unknown. Possible are provider, url")]
    [InlineData("""{ "targets": { "a": { "url": "http://h/v1", "model": "m", "price": { "outputUsd": 1 } } } }""", "models.targets.a.price.inputUsd is missing")]
    [InlineData("""{ "targets": { "a": { "url": "http://h/v1", "model": "m", "price": { "inputUsd": -1, "outputUsd": 1 } } } }""", "models.targets.a.price.inputUsd is -1")]
    [InlineData("""{ "targets": { "a": { "url": "http://h/v1", "model": "m", "price": { "inputUsd": 1, "outputUsd": 1, "asOf": "May" } } } }""", "models.targets.a.price.asOf is \"May\"")]
    [InlineData("""{ "targets": { "a": null } }""", "models.targets.a is null")]
    [InlineData("""{ "targets": [] }""", "models.targets is []")]
    [InlineData("""{ "targets": { "a": {"url": "http://h/v1", "model": "m"}, "a": {"url": "http://h/v1", "model": "m"} } }""", "models.targets.a stands twice")]
    [InlineData("""{ "routes": { "r": { "targets": [{ "weight": 2 }] } } }""", "models.routes.r.targets[0].target is missing")]
    [InlineData("""{ "routes": { "r": { "targets": [null] } } }""", "models.routes.r.targets[0] is null")]
    [InlineData("""{ "routes": { "r": { "targets": ["a"] } } }""", "models.routes.r.targets[0] is \"a\"; it must be an object with target")]
    [InlineData("""{ "routes": { "r": { "targets": [{ "target": "z" }] } } }""", "leads to \"z\"")]
    [InlineData("""{ "routes": { "r": { "use": "sing", "targets": [] } } }""", "models.routes.r.use is \"sing\"; possible are chat")]
    [InlineData("""{ "routes": { "r": { "choice": "best", "targets": [] } } }""", "models.routes.r.choice is \"best\"")]
    [InlineData("""{ "targets": {TARGET}, "routes": { "r": { "targets": [{ "target": "a" }], "retries": 99 } } }""", "retries is 99")]
    [InlineData("""{ "targets": {TARGET}, "routes": { "r": { "targets": [{ "target": "a" }], "cache": { "semanticThreshold": 0.9, "semanticEmbedder": "e" } } } }""", "embedder \"e\"")]
    [InlineData("""{ "budgets": { "b": { "period": "week", "maxUsd": 1 } } }""", "models.budgets.b.period is \"week\"; possible are day, month, total")]
    [InlineData("""{ "budgets": { "b": { } } }""", "limits nothing")]
    [InlineData("""{ "budgets": { "b": { "maxUsd": 1e20 } } }""", "models.budgets.b.maxUsd is 100000000000000000000")]
    [InlineData("""{ "budgets": { "b": { "route": "nowhere", "maxUsd": 1 } } }""", "route \"nowhere\"")]
    [InlineData("""{ "cacheBytes": -1 }""", "-1 bytes")]
    public void A_mistake_is_named_with_its_setting_and_value(string models, string named)
    {
        var problem = Should.Throw<SettingsException>(() => Load($$"""{ "models": {{models.Replace("{TARGET}", "{" + Target + "}", StringComparison.Ordinal)}} }"""));
        problem.Message.ShouldContain(named);
        problem.Message.ShouldNotContain("12345");
    }

    [Theory]
    [InlineData("""{ "usage": { "keepDays": 0 } }""", "usage.keepDays is 0; it must lie in 1..3650")]
    [InlineData("""{ "usage": { "keepDays": 1.5 } }""", "usage.keepDays is 1.5")]
    [InlineData("""[]""", "The whole file is []")]
    public void Other_mistakes_are_named_too(string file, string named) => Should.Throw<SettingsException>(() => Load(file)).Message.ShouldContain(named);

    private static Settings Load(string file, params (string Name, string Value)[] variables)
    {
        using var place = new TemporaryDirectory();
        place.Write("settings.json", file);
        return Settings.Load(place.Path, name => variables.FirstOrDefault(v => string.Equals(v.Name, name, StringComparison.Ordinal)).Value);
    }

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();
}
