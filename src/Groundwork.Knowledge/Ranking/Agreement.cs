namespace Groundwork.Knowledge.Ranking;

/// <summary>One order out of two: of passages on which both agree none is exchanged, and where they leave it open, what was before decides.</summary>
internal static class Agreement
{
    /// <summary>By place of the first stage: the rank in an order of what was shown.</summary>
    public static int[] RanksOf(int[] order, int[] shown)
    {
        var ranks = new int[shown.Length];
        for (var rank = 0; rank < order.Length; rank++) ranks[shown[order[rank]]] = rank;
        return ranks;
    }

    /// <summary>Places by the sum of their two ranks (Borda), of equal sums the earlier first; and the pairs on which the two disagree.</summary>
    /// <remarks>What ranks better in both has the lesser sum, so no pair on which both agree is overruled.</remarks>
    /// <param name="first">By place: rank in one order.</param>
    /// <param name="second">By place: rank in the other.</param>
    public static (int[] Order, int Disagreements) Of(int[] first, int[] second)
    {
        var disagreements = 0;
        for (var a = 0; a < first.Length; a++)
            for (var b = a + 1; b < first.Length; b++)
                if (first[b] < first[a] != second[b] < second[a])
                    disagreements++;
        return ([.. Enumerable.Range(0, first.Length).OrderBy(p => first[p] + second[p]).ThenBy(p => p)], disagreements);
    }
}
