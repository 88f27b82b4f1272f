using System.Globalization;

namespace Groundwork.Models.Metering;

/// <summary>Which budgets hold for a request, and on which account and for how long each counts.</summary>
internal static class BudgetScopes
{
    private const string Each = "*";

    public static bool Holds(BudgetRule rule, Caller caller, string route) =>
        Matches(rule.Key, caller.Key) && Matches(rule.User, caller.User) && Matches(rule.Route, route);

    /// <summary>The account of a request under a budget that holds for it.</summary>
    public static BudgetAccount AccountOf(BudgetRule rule, Caller caller, string route, DateTimeOffset now)
    {
        var parts = new List<string>(3);
        if (IsEach(rule.Key)) parts.Add("key=" + Escape(caller.Key));
        if (IsEach(rule.User)) parts.Add("user=" + Escape(caller.User ?? string.Empty));
        if (IsEach(rule.Route)) parts.Add("route=" + Escape(route));
        return new BudgetAccount(rule.Name, string.Join(';', parts), PeriodOf(rule.Period, now).Starts);
    }

    /// <summary>The period of a moment, in UTC.</summary>
    public static (DateTimeOffset Starts, DateTimeOffset? Ends) PeriodOf(BudgetPeriod period, DateTimeOffset now)
    {
        var utc = now.ToUniversalTime();
        var day = new DateTimeOffset(utc.Year, utc.Month, utc.Day, 0, 0, 0, TimeSpan.Zero);
        var month = new DateTimeOffset(utc.Year, utc.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return period switch
        {
            BudgetPeriod.Day => (day, day.AddDays(1)),
            BudgetPeriod.Month => (month, month.AddMonths(1)),
            BudgetPeriod.Total => (DateTimeOffset.MinValue, null),
            _ => throw new ArgumentOutOfRangeException(nameof(period), period, "A budget lasts a day, a month or for ever."),
        };
    }

    /// <summary>Why a request cannot be paid, for people.</summary>
    public static BudgetExceededException Refusal(LocalAccount account, AllowanceReply reply, Spending available, Spending reserved, Spending need)
    {
        // What this process holds, has not set aside and does not have any more was spent, and will be booked in a moment.
        var spent = reply.Spent + (reply.HeldHere - available - reserved).Positive();
        var waiting = reserved + reply.HeldElsewhere;
        var rule = account.Rule;
        var limits = new List<string>(3);
        if (rule.MaxCost is { } cost) limits.Add($"limit {cost}, spent {spent.Cost}, reserved {waiting.Cost}, needed {need.Cost}");
        if (rule.MaxTokens is { } tokens) limits.Add(Invariant($"limit {tokens} tokens, spent {spent.Tokens}, reserved {waiting.Tokens}, needed {need.Tokens}"));
        if (rule.MaxRequests is { } requests) limits.Add(Invariant($"limit {requests} requests, spent {spent.Requests}, reserved {waiting.Requests}, needed {need.Requests}"));
        var scope = account.Name.Scope.Length == 0 ? string.Empty : $" for {account.Name.Scope}";
        var renewal = account.Ends is { } ends ? Invariant($"It begins anew at {ends:yyyy-MM-dd HH:mm} UTC.") : "It does not begin anew.";
        return new BudgetExceededException(
            rule.Name, $"The budget \"{rule.Name}\"{scope} does not hold this request: {string.Join("; ", limits)}. Nothing was sent. {renewal} Ask for a shorter answer, wait, or raise the budget.", account.Ends);
    }

    private static bool IsEach(string? pattern) => string.Equals(pattern, Each, StringComparison.Ordinal);

    private static bool Matches(string? pattern, string? value) => pattern is null || IsEach(pattern) || string.Equals(pattern, value, StringComparison.Ordinal);

    // Scopes of different people stay different, whatever they are called.
    private static string Escape(string value) => Uri.EscapeDataString(value.Length <= 256 ? value : value[..256] + Hash(value));

    private static string Hash(string value) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(value)));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
