namespace Groundwork.Knowledge.Ranking;

/// <summary>One order out of two: what both say counts, else what was before.</summary>
internal static class Agreement
{
    /// <summary>By place of the first stage: the rank in an order of what was shown.</summary>
    public static int[] RanksOf(int[] order, int[] shown)
    {
        var ranks = new int[shown.Length];
        for (var rank = 0; rank < order.Length; rank++) ranks[shown[order[rank]]] = rank;
        return ranks;
    }

    /// <summary>Places by their wins over each other (Copeland), of equal ones the earlier first; and the pairs on which the two disagree.</summary>
    /// <param name="first">By place: rank in one order.</param>
    /// <param name="second">By place: rank in the other.</param>
    public static (int[] Order, int Disagreements) Of(int[] first, int[] second)
    {
        var wins = new int[first.Length];
        var disagreements = 0;
        for (var a = 0; a < wins.Length; a++)
        {
            for (var b = a + 1; b < wins.Length; b++)
            {
                var isLaterBetter = first[b] < first[a];
                if (isLaterBetter != second[b] < second[a])
                {
                    disagreements++;
                    isLaterBetter = false;
                }

                wins[isLaterBetter ? b : a]++;
            }
        }

        return ([.. Enumerable.Range(0, wins.Length).OrderByDescending(p => wins[p]).ThenBy(p => p)], disagreements);
    }
}
