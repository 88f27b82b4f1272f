namespace Groundwork.Evals;

/// <summary>How a sample came into a dataset.</summary>
public enum ProvenanceKind
{
    /// <summary>Not told.</summary>
    Unknown,

    /// <summary>Read from a file.</summary>
    Imported,

    /// <summary>A question that was asked in production.</summary>
    Production,

    /// <summary>Made from a document by a generator.</summary>
    Drafted,

    /// <summary>Labelled by people in a review.</summary>
    Reviewed,
}
