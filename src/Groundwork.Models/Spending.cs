namespace Groundwork.Models;

/// <summary>What budgets count, together: money, tokens and requests. May be negative as a difference.</summary>
/// <param name="Cost">Money.</param>
/// <param name="Tokens">Tokens, input and output.</param>
/// <param name="Requests">Attempts that were sent.</param>
public readonly record struct Spending(Money Cost, long Tokens, long Requests)
{
    /// <summary>More than anybody spends, and few enough to be added up without overflow.</summary>
    private const long Unlimited = long.MaxValue / 8;

    /// <summary>The limits of a budget; what it does not limit is larger than anything.</summary>
    public static Spending LimitOf(BudgetRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new Spending(
            new Money(Math.Min(rule.MaxCost?.NanoUsd ?? Unlimited, Unlimited)),
            Math.Min(rule.MaxTokens ?? Unlimited, Unlimited),
            Math.Min(rule.MaxRequests ?? Unlimited, Unlimited));
    }

    /// <summary>Sum, each by itself; overflow throws.</summary>
    public static Spending operator +(Spending left, Spending right) =>
        new(left.Cost + right.Cost, checked(left.Tokens + right.Tokens), checked(left.Requests + right.Requests));

    /// <summary>Difference, each by itself; overflow throws.</summary>
    public static Spending operator -(Spending left, Spending right) =>
        new(left.Cost - right.Cost, checked(left.Tokens - right.Tokens), checked(left.Requests - right.Requests));

    /// <summary>Whether none of the three is more than the other's.</summary>
    public bool FitsIn(Spending other) => Cost <= other.Cost && Tokens <= other.Tokens && Requests <= other.Requests;

    /// <summary>Each by itself, and none below zero.</summary>
    public Spending Positive() => new(new Money(Math.Max(0, Cost.NanoUsd)), Math.Max(0, Tokens), Math.Max(0, Requests));
}
