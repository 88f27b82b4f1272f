namespace Groundwork.Evals.Reporting;

/// <summary>A citation with what was found.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Quote">The quoted words; empty for none.</param>
/// <param name="Check">What a checker found, in words.</param>
/// <param name="Holds">True when it is right; null when nobody looked.</param>
internal sealed record MarkedCitation(string Document, string Quote, string Check, bool? Holds);
