using System.Globalization;

namespace Groundwork.Models;

/// <summary>An amount of US dollars, exact to a nano-dollar.</summary>
/// <param name="NanoUsd">Billionths of a dollar.</param>
public readonly record struct Money(long NanoUsd) : IComparable<Money>
{
    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>The amount in dollars.</summary>
    public decimal Usd => NanoUsd / 1_000_000_000m;

    /// <summary>Sum; overflow throws.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.NanoUsd + right.NanoUsd));

    /// <summary>Difference; overflow throws.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.NanoUsd - right.NanoUsd));

    /// <summary>Order by amount.</summary>
    public static bool operator <(Money left, Money right) => left.NanoUsd < right.NanoUsd;

    /// <summary>Order by amount.</summary>
    public static bool operator >(Money left, Money right) => left.NanoUsd > right.NanoUsd;

    /// <summary>Order by amount.</summary>
    public static bool operator <=(Money left, Money right) => left.NanoUsd <= right.NanoUsd;

    /// <summary>Order by amount.</summary>
    public static bool operator >=(Money left, Money right) => left.NanoUsd >= right.NanoUsd;

    /// <summary>An amount given in dollars, rounded up to a whole nano-dollar.</summary>
    public static Money FromUsd(decimal usd) => new((long)decimal.Ceiling(usd * 1_000_000_000m));

    /// <inheritdoc/>
    public int CompareTo(Money other) => NanoUsd.CompareTo(other.NanoUsd);

    /// <summary>Dollars with as many decimals as matter, such as <c>$0.000125</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"${Usd:0.00#######}");
}
