using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>Fills a token budget with whole passages, best first. A passage that does not fit is left out, never cut.</summary>
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

        return packed;
    }
}
