using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Terminal;

/// <summary>Routes, budgets, prices, trials and invoices as text.</summary>
internal static class ModelsText
{
    private const int MostIds = 20;

    public static void Draw(TextWriter output, ModelsReply reply)
    {
        if (reply.Routes.Count == 0)
            output.WriteLine("No models are set: answers are made of sentences of your documents. Set GROUNDWORK_CHAT_URL and GROUNDWORK_CHAT_MODEL, or \"models\" in settings.json.");
        foreach (var route in reply.Routes)
        {
            output.WriteLine(Text($"{route.Name}  {route.Use}, {route.Choice}{(route.Cache.Count > 0 ? $", cache {string.Join(" and ", route.Cache)}" : "")}{(route.HedgeAfterSeconds is { } hedge ? Text($", hedged after {hedge:0.##} s") : "")}"));
            foreach (var target in route.Targets)
            {
                output.WriteLine(Text($"  {target.Target}  {target.Model} at {target.Server} ({target.Provider}), {Price(target.Price)}, context {target.ContextTokens}, {Abilities(target)}{(target.When is { } when ? $", {when}" : "")}{(string.Equals(route.Choice, "weighted", StringComparison.Ordinal) ? Text($", weight {target.Weight:0.##}") : "")}"));
                if (target.Note is { } note) output.WriteLine($"    {note}");
            }
        }

        if (reply.Budgets.Count > 0) output.WriteLine();
        foreach (var budget in reply.Budgets) Draw(output, budget);
    }

    public static void DrawPrices(TextWriter output, PricesReply reply)
    {
        output.WriteLine("US dollars for a million tokens: read, read out of the provider's cache, written.");
        foreach (var price in reply.Prices)
            output.WriteLine(Text($"{price.Provider,-12}  {price.Model,-24}  {price.Price.InputUsd,7:0.00#}  {price.Price.CachedInputUsd,7:0.00#}  {price.Price.OutputUsd,7:0.00#}  {price.Price.AsOf:yyyy-MM-dd}  {price.Source}"));
    }

    public static void DrawTrial(TextWriter output, TryModelReply reply)
    {
        foreach (var failed in reply.Failed) output.WriteLine($"{failed.Target} failed: {failed.Reason}");
        output.WriteLine(Text($"{reply.Target} answered in {reply.ElapsedMs} ms{(reply.FirstTokenMs is { } first ? Text($", first content after {first} ms") : "")}."));
        output.WriteLine(reply.Usage is { } usage
            ? Text($"{usage.InputTokens} tokens read, {usage.OutputTokens} written, {(reply.CostUsd is { } cost ? UsageText.Usd(cost) : "no price is known")}.")
            : "The server does not tell its usage; the ledger counts for itself.");
    }

    public static void DrawReconciled(TextWriter output, ReconcileReply reply)
    {
        output.WriteLine(Text($"{reply.Equal} equal, {reply.Settled} settled, {reply.Differing.Count} differing, {reply.Unknown.Count} unknown{(reply.Booked ? "" : "; nothing was booked")}."));
        List(output, reply.Booked ? "Corrected" : "To correct", reply.Differing);
        List(output, "Not in the ledger", reply.Unknown);
    }

    private static void Draw(TextWriter output, BudgetReply budget)
    {
        string?[] whom = [budget.Key is { } key ? $"key {key}" : null, budget.User is { } user ? $"user {user}" : null, budget.Route is { } route ? $"route {route}" : null];
        var of = string.Join(", ", whom.Where(static w => w is not null).Select(static w => w!.EndsWith(" *", StringComparison.Ordinal) ? $"each {w[..^2]}" : w));
        output.WriteLine(Text($"budget {budget.Name}  {(string.Equals(budget.Period, "total", StringComparison.Ordinal) ? "for ever" : $"a {budget.Period}")}{(of.Length > 0 ? $", {of}" : "")}{(budget.RenewsAt is { } renews ? Text($", begins anew at {renews:yyyy-MM-dd HH:mm} UTC") : "")}"));
        if (budget.Accounts.Count == 0) output.WriteLine($"  nothing spent of {Limit(budget.Limit)}");
        foreach (var account in budget.Accounts)
        {
            var parts = new List<string>(3);
            if (budget.Limit.CostUsd is { } usd) parts.Add($"{UsageText.Usd(account.Spent.CostUsd)} spent, {UsageText.Usd(account.Held.CostUsd)} held of {UsageText.Usd(usd)}");
            if (budget.Limit.Tokens is { } tokens) parts.Add(Text($"{account.Spent.Tokens} tokens spent, {account.Held.Tokens} held of {tokens}"));
            if (budget.Limit.Requests is { } requests) parts.Add(Text($"{account.Spent.Requests} requests spent, {account.Held.Requests} held of {requests}"));
            output.WriteLine($"  {(account.Scope.Length > 0 ? account.Scope + ": " : "")}{string.Join("; ", parts)}");
        }

        if (budget.Scopes > budget.Accounts.Count) output.WriteLine(Text($"  and {budget.Scopes - budget.Accounts.Count} more"));
    }

    private static string Limit(SpendingLimit limit) => string.Join(", ", new[]
    {
        limit.CostUsd is { } usd ? UsageText.Usd(usd) : null, limit.Tokens is { } tokens ? Text($"{tokens} tokens") : null, limit.Requests is { } requests ? Text($"{requests} requests") : null,
    }.Where(static part => part is not null));

    private static string Price(PriceReply? price) => price is null ? "no price" : Text($"${price.InputUsd:0.00#} in and ${price.OutputUsd:0.00#} out a million");

    private static string Abilities(RouteTargetReply target) => target.Abilities.Count > 0 ? string.Join(" ", target.Abilities) : "plain text";

    private static void List(TextWriter output, string title, IReadOnlyList<string> ids)
    {
        foreach (var id in ids.Take(MostIds)) output.WriteLine($"  {title}: {id}");
        if (ids.Count > MostIds) output.WriteLine(Text($"  and {ids.Count - MostIds} more; --json lists all."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
