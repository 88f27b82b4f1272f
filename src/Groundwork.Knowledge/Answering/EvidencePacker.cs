using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>
/// Fills a token budget with whole passages, best first and numbered so, and lays them out with the best at both ends. A passage that does not fit is left out, never cut.
/// </summary>
/// <remarks>Models overlook what stands in the middle of a long prompt (Liu et al. 2024, "Lost in the Middle"): the least of the evidence stands there.</remarks>
internal static class EvidencePacker
{
    public static IReadOnlyList<Evidence> Pack(IReadOnlyList<Passage> passages, int budgetTokens)
    {
        var packed = new List<Evidence>();
        var used = 0;
        foreach (var passage in passages)
        {
            var tokens = TokenEstimate.Of(passage.Chunk.Text) + TokenEstimate.Of(passage.Title);
            if (used + tokens > budgetTokens) continue;
            packed.Add(new Evidence(packed.Count + 1, passage));
            used += tokens;
        }

        return [.. AtBothEnds(packed)];
    }

    // 1, 2, 3, 4, 5 become 1, 3, 5, 4, 2; two stay as they are.
    private static IEnumerable<Evidence> AtBothEnds(List<Evidence> best) =>
        best.Where((_, rank) => rank % 2 == 0).Concat(best.Where((_, rank) => rank % 2 == 1).Reverse());
}
