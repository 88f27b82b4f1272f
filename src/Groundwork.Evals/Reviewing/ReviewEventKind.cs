namespace Groundwork.Evals.Reviewing;

/// <summary>What happened to an item.</summary>
internal enum ReviewEventKind
{
    Assigned,
    Voted,
    Skipped,
    Adjudicated,
}
