using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Evals.Judging;

/// <summary>Draws items by a hash of seed and id: the same ones whatever the order of the list.</summary>
internal static class Draw
{
    public static List<T> Of<T>(IEnumerable<T> items, Func<T, string> id, int count, long seed, string purpose) =>
        [.. items.OrderBy(item => ContentHash.OfText(string.Create(CultureInfo.InvariantCulture, $"{seed} {purpose} {id(item)}")).Hex, StringComparer.Ordinal).Take(count)];
}
