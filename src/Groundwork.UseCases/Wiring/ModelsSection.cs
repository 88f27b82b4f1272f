using System.Globalization;
using Groundwork.Models;

namespace Groundwork.UseCases.Wiring;

/// <summary>The section <c>models</c> of <c>settings.json</c>: targets, routes to them, budgets.</summary>
internal sealed record ModelsSection(
    IReadOnlyDictionary<string, TargetSection>? Targets, IReadOnlyDictionary<string, RouteSection>? Routes, IReadOnlyDictionary<string, BudgetSection>? Budgets,
    long? CacheBytes, bool? RecordContent)
{
    private const decimal MostUsd = 1_000_000_000;

    /// <summary>What the section says.</summary>
    /// <param name="environment">Gives the value of a variable, or null.</param>
    /// <exception cref="SettingsException">A value cannot be understood.</exception>
    public GatewaySettings Settings(Func<string, string?> environment)
    {
        var usual = new GatewaySettings();
        return usual with
        {
            Targets = [.. Targets?.Select(t => Given(t.Value, $"targets.{t.Key}").Target(t.Key, environment)) ?? []],
            Routes = [.. Routes?.Select(r => Given(r.Value, $"routes.{r.Key}").Route(r.Key)) ?? []],
            Budgets = [.. Budgets?.Select(b => Given(b.Value, $"budgets.{b.Key}").Rule(b.Key)) ?? []],
            CacheBytes = CacheBytes ?? usual.CacheBytes,
            RecordsContent = RecordContent ?? usual.RecordsContent,
        };
    }

    private static T Given<T>(T? section, string name)
        where T : class => section ?? throw new SettingsException($"The setting models.{name} is null; describe it, or leave it out.");

    /// <summary>A word of a closed set.</summary>
    /// <exception cref="SettingsException">It is none of them; names those there are.</exception>
    public static T Word<T>(string text, string setting)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new SettingsException($"The setting {setting} is \"{text}\"; possible are {string.Join(", ", Enum.GetNames<T>().Select(n => char.ToLowerInvariant(n[0]) + n[1..]))}.");

    /// <summary>An amount of dollars.</summary>
    /// <exception cref="SettingsException">It is below zero, or more than can be counted.</exception>
    public static Money Usd(decimal usd, string setting) =>
        usd is >= 0 and <= MostUsd
            ? Money.FromUsd(usd)
            : throw new SettingsException(string.Create(CultureInfo.InvariantCulture, $"The setting {setting} is {usd}; it is an amount of US dollars in 0..{MostUsd}."));
}

/// <summary>One model at one server.</summary>
internal sealed record TargetSection(
    string? Provider, string? Url, string? Model, string? Key, string? KeyFrom, IReadOnlyList<string>? Abilities, int? ContextTokens, int? MaxOutputTokens, PriceSection? Price,
    int? MaxConcurrent, string? Tokenizer)
{
    public ModelTarget Target(string name, Func<string, string?> environment)
    {
        var setting = $"models.targets.{name}";
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url)) throw new SettingsException($"The setting {setting}.url is \"{Url}\"; it must be an absolute URL such as \"https://api.example.org/v1\".");
        if (Key is not null && KeyFrom is not null) throw new SettingsException($"The settings {setting}.key and {setting}.keyFrom are both given. Leave one out.");
        if (KeyFrom is not null && environment(KeyFrom) is null) throw new SettingsException($"The setting {setting}.keyFrom names the environment variable {KeyFrom}, which is not set.");
        var provider = ModelsSection.Word<ModelProvider>(Provider ?? "openAi", setting + ".provider");
        var target = new ModelTarget(name, provider, new ModelEndpoint(url, Model ?? "", Key ?? (KeyFrom is null ? null : environment(KeyFrom)!.Trim())));
        if (Abilities is not null) target = target with { Abilities = Abilities.Aggregate(ModelAbilities.None, (all, one) => all | ModelsSection.Word<ModelAbilities>(one, setting + ".abilities")) };
        return target with
        {
            ContextTokens = ContextTokens ?? target.ContextTokens,
            MaxOutputTokens = MaxOutputTokens ?? target.MaxOutputTokens,
            Price = Price?.Price(setting),
            MaxConcurrent = MaxConcurrent ?? target.MaxConcurrent,
            TokenizerPath = Tokenizer,
        };
    }
}

/// <summary>What a million tokens cost, in US dollars.</summary>
internal sealed record PriceSection(decimal InputUsd, decimal OutputUsd, decimal? CachedInputUsd, string? AsOf)
{
    public ModelPrice Price(string setting)
    {
        var asOf = AsOf is null ? DateOnly.MinValue
            : DateOnly.TryParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new SettingsException($"The setting {setting}.price.asOf is \"{AsOf}\"; write a day like 2026-01-31.");
        return new ModelPrice(
            ModelsSection.Usd(InputUsd, setting + ".price.inputUsd"), ModelsSection.Usd(OutputUsd, setting + ".price.outputUsd"),
            ModelsSection.Usd(CachedInputUsd ?? InputUsd, setting + ".price.cachedInputUsd"), asOf);
    }
}

/// <summary>A named choice of targets.</summary>
internal sealed record RouteSection(
    string? Use, IReadOnlyList<PlaceSection>? Targets, string? Choice, double? FirstTokenSeconds, double? TotalSeconds, int? Retries, double? HedgeAfterSeconds,
    int? CircuitFailures, double? CircuitOpenSeconds, CacheSection? Cache, string? Context)
{
    public ModelRoute Route(string name)
    {
        var setting = $"models.routes.{name}";
        var route = new ModelRoute(name, ModelsSection.Word<ModelUse>(Use ?? "chat", setting + ".use"), [.. (Targets ?? []).Select(t => t.Place())]);
        var total = Seconds(TotalSeconds) ?? route.TotalTimeout;
        return route with
        {
            Choice = Choice is null ? route.Choice : ModelsSection.Word<RouteChoice>(Choice, setting + ".choice"),
            TotalTimeout = total,
            FirstTokenTimeout = Seconds(FirstTokenSeconds) ?? (route.FirstTokenTimeout < total ? route.FirstTokenTimeout : total),
            MaxRetries = Retries ?? route.MaxRetries,
            HedgeAfter = Seconds(HedgeAfterSeconds),
            Circuit = new CircuitSettings { Failures = CircuitFailures ?? route.Circuit.Failures, OpenFor = Seconds(CircuitOpenSeconds) ?? route.Circuit.OpenFor },
            Cache = Cache?.Settings() ?? route.Cache,
            Context = Context is null ? route.Context : ModelsSection.Word<ContextPolicy>(Context, setting + ".context"),
        };
    }

    internal static TimeSpan? Seconds(double? seconds) => seconds is { } given ? TimeSpan.FromSeconds(Math.Clamp(given, -1, 1e6)) : null;
}

/// <summary>A target's place in a route.</summary>
internal sealed record PlaceSection(string Target, double? Weight, RuleSection? When)
{
    public RouteTarget Place() => new(Target, Weight ?? 1, When?.Rule());
}

/// <summary>What a request must be like.</summary>
internal sealed record RuleSection(long? MinInputTokens, long? MaxInputTokens, IReadOnlyList<string>? Languages, double? MinDifficulty)
{
    public RouteRule Rule() => new() { MinInputTokens = MinInputTokens, MaxInputTokens = MaxInputTokens, Languages = Languages ?? [], MinDifficulty = MinDifficulty };
}

/// <summary>Which answers are kept.</summary>
internal sealed record CacheSection(bool? Exact, double? KeepSeconds, double? SemanticThreshold, string? SemanticEmbedder)
{
    public CacheSettings Settings()
    {
        var usual = new CacheSettings();
        return new CacheSettings { Exact = Exact ?? usual.Exact, KeepFor = RouteSection.Seconds(KeepSeconds) ?? usual.KeepFor, SemanticThreshold = SemanticThreshold, SemanticEmbedder = SemanticEmbedder };
    }
}

/// <summary>A limit that is never passed.</summary>
internal sealed record BudgetSection(string? Period, string? Key, string? User, string? Route, decimal? MaxUsd, long? MaxTokens, long? MaxRequests)
{
    public BudgetRule Rule(string name) => new(name, ModelsSection.Word<BudgetPeriod>(Period ?? "day", $"models.budgets.{name}.period"))
    {
        Key = Key, User = User, Route = Route, MaxCost = MaxUsd is { } usd ? ModelsSection.Usd(usd, $"models.budgets.{name}.maxUsd") : null, MaxTokens = MaxTokens, MaxRequests = MaxRequests,
    };
}
