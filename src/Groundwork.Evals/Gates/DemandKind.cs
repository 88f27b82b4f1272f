namespace Groundwork.Evals.Gates;

/// <summary>What a rule can demand.</summary>
internal enum DemandKind
{
    NoWorseBy,
    AtLeast,
    AtMost,
    EveryItem,
}
