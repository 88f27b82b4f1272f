namespace Groundwork.Knowledge.Ranking;

/// <summary>Scores that say the order: whoever sorts by them, as tools for run files do, gets the passages as they stand.</summary>
internal static class FallingScores
{
    /// <summary>The passages, each scored below the one before it; a score that falls by itself stays.</summary>
    public static IEnumerable<Passage> Of(IEnumerable<Passage> passages)
    {
        float? before = null;
        foreach (var passage in passages)
        {
            var falling = before is { } above && passage.Score >= above ? passage.Scored(MathF.BitDecrement(above)) : passage;
            yield return falling;
            before = falling.Score;
        }
    }
}
