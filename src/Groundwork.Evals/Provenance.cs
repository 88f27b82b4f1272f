namespace Groundwork.Evals;

/// <summary>Where a sample comes from.</summary>
/// <param name="Kind">How it came in.</param>
/// <param name="Source">File, collection, answer or person, as its kind says; empty for unknown.</param>
/// <param name="Detail">Line, reason of the choice or name of the generator; empty for none.</param>
public sealed record Provenance(ProvenanceKind Kind, string Source, string Detail)
{
    /// <summary>Nothing is known.</summary>
    public static Provenance Unknown { get; } = new(ProvenanceKind.Unknown, "", "");
}
