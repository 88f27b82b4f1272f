namespace Groundwork.Evals;

/// <summary>How often a level was given.</summary>
/// <param name="Level">The level.</param>
/// <param name="Judge">Times the judge gave it.</param>
/// <param name="People">Items on which it is the median of people.</param>
public sealed record LevelCount(int Level, int Judge, int People);
