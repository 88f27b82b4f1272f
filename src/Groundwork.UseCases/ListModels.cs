using System.Globalization;
using Groundwork.Models;
using Groundwork.UseCases.Spending;

namespace Groundwork.UseCases;

/// <summary>The routes with their targets, and where budgets stand.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class ListModels(Workspace workspace)
{
    /// <summary>Lists everything; asks no model.</summary>
    public async Task<ModelsReply> RunAsync(CancellationToken cancellationToken)
    {
        var all = workspace.Models.All;
        var targets = all.Targets.ToDictionary(static t => t.Name, StringComparer.Ordinal);
        return new ModelsReply([.. all.Routes.Select(route => RouteOf(route, targets))], await BudgetsAsync(all.Budgets, cancellationToken));
    }

    /// <summary>The prices that were reviewed with this version of the program.</summary>
    public static PricesReply Prices() => new(
        [.. PriceList.Reviewed.Entries.OrderBy(static e => e.Provider).ThenBy(static e => e.Model, StringComparer.Ordinal).Select(static e => new ListedPrice(Word(e.Provider), e.Model, PriceOf(e.Price)!, e.Source))]);

    private async Task<IReadOnlyList<BudgetReply>> BudgetsAsync(IReadOnlyList<BudgetRule> rules, CancellationToken cancellationToken)
    {
        if (rules.Count == 0) return [];
        await (await workspace.Models.OpenAsync(cancellationToken)).BookAsync(cancellationToken);
        var query = new BudgetQuery(await workspace.Models.LedgerAsync(cancellationToken));
        var budgets = new List<BudgetReply>(rules.Count);
        foreach (var rule in rules) budgets.Add(await query.RunAsync(rule, workspace.Time.GetUtcNow(), cancellationToken));
        return budgets;
    }

    private RouteReply RouteOf(ModelRoute route, Dictionary<string, ModelTarget> targets)
    {
        var cache = new List<string>();
        if (route.Cache.Exact) cache.Add("exact");
        if (route.Cache.SemanticThreshold is { } threshold) cache.Add(string.Create(CultureInfo.InvariantCulture, $"semantic from {threshold:0.###}"));
        return new RouteReply(
            route.Name, Word(route.Use), Word(route.Choice), cache, route.HedgeAfter?.TotalSeconds, [.. route.Targets.Select(place => TargetOf(place, targets[place.Target]))]);
    }

    private RouteTargetReply TargetOf(RouteTarget place, ModelTarget target) => new(
        target.Name, Word(target.Provider), target.Endpoint.Model, target.Endpoint.BaseUrl.Authority, PriceOf(target.Price), NoteOn(target), target.ContextTokens, target.MaxOutputTokens,
        [.. Enum.GetValues<ModelAbilities>().Where(static a => a is not (ModelAbilities.None or ModelAbilities.All)).Where(a => target.Abilities.HasFlag(a)).Select(static a => Word(a))],
        place.Weight, place.When is { } rule ? WordsOf(rule) : null);

    private string? NoteOn(ModelTarget target)
    {
        if (target.Price is null && target.Endpoint.BaseUrl.IsLoopback) return null;
        var list = PriceList.Reviewed;
        if (target.Price is { } own && own != list.Find(target.Provider, target.Endpoint.Model)?.Price)
        {
            if (own.AsOf == DateOnly.MinValue) return null;
            list = new PriceList([new PriceEntry(target.Provider, target.Endpoint.Model, own, "the provider's list")]);
        }

        return list.NoteOn(target.Provider, target.Endpoint.Model, DateOnly.FromDateTime(workspace.Time.GetUtcNow().UtcDateTime));
    }

    private static PriceReply? PriceOf(ModelPrice? price) =>
        price is null ? null : new PriceReply(price.Input.Usd, price.Output.Usd, price.CachedInput.Usd, price.AsOf == DateOnly.MinValue ? null : price.AsOf);

    private static string WordsOf(RouteRule rule)
    {
        var words = new List<string>();
        if (rule.MinInputTokens is { } least) words.Add(string.Create(CultureInfo.InvariantCulture, $"from {least} tokens"));
        if (rule.MaxInputTokens is { } most) words.Add(string.Create(CultureInfo.InvariantCulture, $"up to {most} tokens"));
        if (rule.Languages.Count > 0) words.Add("in " + string.Join(" or ", rule.Languages));
        if (rule.MinDifficulty is { } difficulty) words.Add(string.Create(CultureInfo.InvariantCulture, $"difficulty from {difficulty:0.##}"));
        return string.Join(", ", words);
    }

    private static string Word<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
