using System.Globalization;

namespace Groundwork.Knowledge.Ranking;

/// <summary>Reads an order that a model wrote: <c>[2] > [1] > [3]</c>.</summary>
internal static class ListedOrder
{
    /// <summary>The passages from 0, best first. A number counts once and unknown ones not at all; what the model left out follows in the order shown.</summary>
    /// <returns>Null where fewer than half of the passages are named.</returns>
    public static int[]? Read(string text, int count)
    {
        var order = new List<int>(count);
        var named = new bool[count];
        for (var open = text.IndexOf('['); open >= 0; open = text.IndexOf('[', open + 1))
        {
            var close = text.IndexOf(']', open);
            if (close < 0) break;
            if (!int.TryParse(text.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > count || named[number - 1]) continue;
            named[number - 1] = true;
            order.Add(number - 1);
        }

        if (order.Count * 2 < count) return null;
        for (var i = 0; i < count; i++)
            if (!named[i]) order.Add(i);
        return [.. order];
    }
}
