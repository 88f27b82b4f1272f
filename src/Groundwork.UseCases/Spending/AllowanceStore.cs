using System.Globalization;
using Groundwork.Models;
using Groundwork.Storage;

namespace Groundwork.UseCases.Spending;

/// <summary>Budgets and allowances in the database that processes share.</summary>
/// <param name="database">Opened with <see cref="GatewaySchema.Migrations"/>.</param>
internal sealed class AllowanceStore(IDatabase database) : IAllowanceStore
{
    /// <summary>
    /// A grant is at most this share of what is left, unless the need is more: plenty far from the limit, single requests near it. So few
    /// transactions are needed while there is plenty, and little lies idle when there is not.
    /// </summary>
    private const long Share = 16;

    /// <summary>And it is enough for this many requests at most: what a process holds is in doubt when the machine loses its power.</summary>
    private const long Ahead = 256;

    public ValueTask<AllowanceReply> TakeAsync(string instance, BudgetAccount account, Models.Spending limit, Models.Spending needed, CancellationToken cancellationToken) =>
        database.WriteAsync(session => TakeAsync(session, instance, account, limit, needed), cancellationToken);

    public async ValueTask GiveBackAsync(string instance, IReadOnlyList<KeyValuePair<long, Models.Spending>> unused, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            async session =>
            {
                foreach (var (account, amount) in unused) await HoldAsync(session, account, instance, default(Models.Spending) - amount);
                await session.ExecuteAsync("delete from allowances where instance = @instance and cost = 0 and tokens = 0 and requests = 0", ("@instance", instance));
                return unused.Count;
            },
            cancellationToken);

    /// <summary>Changes what a process holds of an account.</summary>
    internal static ValueTask<int> HoldAsync(SqlSession session, long account, string instance, Models.Spending change) => session.ExecuteAsync(
        """
        insert into allowances (account, instance, cost, tokens, requests) values (@account, @instance, @cost, @tokens, @requests)
        on conflict (account, instance) do update set cost = cost + excluded.cost, tokens = tokens + excluded.tokens, requests = requests + excluded.requests
        """,
        ("@account", account), ("@instance", instance), ("@cost", change.Cost.NanoUsd), ("@tokens", change.Tokens), ("@requests", change.Requests));

    /// <summary>Books spending on an account.</summary>
    internal static ValueTask<int> SpendAsync(SqlSession session, long account, Models.Spending spent) => session.ExecuteAsync(
        "update budget_accounts set cost = cost + @cost, tokens = tokens + @tokens, requests = requests + @requests where number = @number",
        ("@cost", spent.Cost.NanoUsd), ("@tokens", spent.Tokens), ("@requests", spent.Requests), ("@number", account));

    private static async ValueTask<AllowanceReply> TakeAsync(SqlSession session, string instance, BudgetAccount account, Models.Spending limit, Models.Spending needed)
    {
        // An allowance of a process that was ended would never go back.
        if (await session.FirstAsync("select count(*) from journals where instance = @instance and is_ended = 1", static row => row.GetInt64(0), ("@instance", instance)) > 0)
            throw new InvalidOperationException($"The process \"{instance}\" was ended in the ledger and cannot spend any more. Start it again.");
        var (number, spent) = await AccountAsync(session, account);
        var here = await HeldAsync(session, number, instance, "instance = @instance");
        var elsewhere = await HeldAsync(session, number, instance, "instance <> @instance");
        var left = limit - spent - here - elsewhere;
        if (!needed.FitsIn(left.Positive())) return new AllowanceReply(number, IsGranted: false, default, spent, here, elsewhere);
        var granted = new Models.Spending(
            new Money(Grant(needed.Cost.NanoUsd, left.Cost.NanoUsd)), Grant(needed.Tokens, left.Tokens), Grant(needed.Requests, left.Requests));
        await HoldAsync(session, number, instance, granted);
        return new AllowanceReply(number, IsGranted: true, granted, spent, here + granted, elsewhere);
    }

    private static long Grant(long needed, long left) => needed == 0 ? 0 : Math.Max(needed, Math.Min(left / Share, needed <= long.MaxValue / Ahead ? needed * Ahead : long.MaxValue));

    private static async ValueTask<(long Number, Models.Spending Spent)> AccountAsync(SqlSession session, BudgetAccount account)
    {
        (string, object?)[] name = [("@budget", account.Budget), ("@scope", account.Scope), ("@starts", account.Starts.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        const string Find = "select number, cost, tokens, requests from budget_accounts where budget = @budget and scope = @scope and starts = @starts";
        var found = await session.QueryAsync(Find, static row => (row.GetInt64(0), SpendingOf(row, 1)), name);
        if (found.Count > 0) return found[0];
        await session.ExecuteAsync("insert into budget_accounts (budget, scope, starts) values (@budget, @scope, @starts)", name);
        return (await session.QueryAsync(Find, static row => (row.GetInt64(0), SpendingOf(row, 1)), name))[0];
    }

    private static async ValueTask<Models.Spending> HeldAsync(SqlSession session, long account, string instance, string whose) => await session.FirstAsync(
        $"select coalesce(sum(cost), 0), coalesce(sum(tokens), 0), coalesce(sum(requests), 0) from allowances where account = @account and {whose}",
        static row => SpendingOf(row, 0), ("@account", account), ("@instance", instance));

    private static Models.Spending SpendingOf(System.Data.Common.DbDataReader row, int first) => new(new Money(row.GetInt64(first)), row.GetInt64(first + 1), row.GetInt64(first + 2));
}
