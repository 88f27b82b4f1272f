namespace Groundwork.Evals.Scoring.Tools;

/// <summary>Pairs calls with expected ones so that as many as possible are right.</summary>
internal static class CallPairing
{
    /// <summary>Greatest number of pairs whatever the order (Kuhn 1955: augmenting paths).</summary>
    public static int InAnyOrder(bool[][] matches, int expected)
    {
        var callOf = new int[expected];
        Array.Fill(callOf, -1);
        var pairs = 0;
        for (var call = 0; call < matches.Length; call++)
        {
            if (Place(matches, callOf, new bool[expected], call))
                pairs++;
        }

        return pairs;
    }

    /// <summary>Greatest number of pairs that keep both orders: the longest common subsequence.</summary>
    public static int InOrder(bool[][] matches, int expected)
    {
        var best = new int[matches.Length + 1, expected + 1];
        for (var call = 1; call <= matches.Length; call++)
        {
            for (var wanted = 1; wanted <= expected; wanted++)
            {
                best[call, wanted] = matches[call - 1][wanted - 1]
                    ? best[call - 1, wanted - 1] + 1
                    : Math.Max(best[call - 1, wanted], best[call, wanted - 1]);
            }
        }

        return best[matches.Length, expected];
    }

    private static bool Place(bool[][] matches, int[] callOf, bool[] seen, int call)
    {
        for (var wanted = 0; wanted < callOf.Length; wanted++)
        {
            if (!matches[call][wanted] || seen[wanted])
                continue;
            seen[wanted] = true;
            if (callOf[wanted] < 0 || Place(matches, callOf, seen, callOf[wanted]))
            {
                callOf[wanted] = call;
                return true;
            }
        }

        return false;
    }
}
