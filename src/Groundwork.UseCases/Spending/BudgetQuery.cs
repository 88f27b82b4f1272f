using System.Globalization;
using Groundwork.Models;
using Groundwork.Storage;

namespace Groundwork.UseCases.Spending;

/// <summary>Where budgets stand.</summary>
/// <param name="database">Opened with <see cref="GatewaySchema.Migrations"/>.</param>
internal sealed class BudgetQuery(IDatabase database)
{
    private const int MostAccounts = 50;

    public ValueTask<BudgetReply> RunAsync(BudgetRule rule, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ReadAsync(session, rule, now), cancellationToken);

    private static async ValueTask<BudgetReply> ReadAsync(SqlSession session, BudgetRule rule, DateTimeOffset now)
    {
        var (starts, ends) = rule.PeriodOf(now);
        (string, object?)[] of = [("@budget", rule.Name), ("@starts", starts.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        var scopes = await session.FirstAsync("select count(*) from budget_accounts where budget = @budget and starts = @starts", static row => row.GetInt64(0), of);
        var accounts = await session.QueryAsync(
            $"""
            select b.scope, b.cost, b.tokens, b.requests, coalesce(sum(a.cost), 0), coalesce(sum(a.tokens), 0), coalesce(sum(a.requests), 0)
            from budget_accounts b left join allowances a on a.account = b.number
            where b.budget = @budget and b.starts = @starts group by b.number, b.scope, b.cost, b.tokens, b.requests order by b.cost desc, b.tokens desc, b.requests desc, b.scope limit {MostAccounts}
            """,
            row => new BudgetAccountReply(row.GetString(0), Spent(row, 1), Spent(row, 4)), of);
        return new BudgetReply(
            rule.Name, rule.Period.ToString().ToLowerInvariant(), rule.Key, rule.User, rule.Route, new SpendingLimit(rule.MaxCost?.Usd, rule.MaxTokens, rule.MaxRequests), ends, scopes, accounts);

        // Allowances also count what the budget does not limit, as numbers larger than anything.
        SpendingReply Spent(System.Data.Common.DbDataReader row, int first) => new(
            Limited(row.GetInt64(first), first > 1 && rule.MaxCost is null) / 1_000_000_000m, Limited(row.GetInt64(first + 1), first > 1 && rule.MaxTokens is null), Limited(row.GetInt64(first + 2), first > 1 && rule.MaxRequests is null));
    }

    private static long Limited(long amount, bool isUnlimited) => isUnlimited ? 0 : Math.Max(0, amount);
}
