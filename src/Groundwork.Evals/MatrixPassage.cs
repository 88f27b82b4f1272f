namespace Groundwork.Evals;

/// <summary>A passage in a claim matrix. Its text stays with the observation.</summary>
/// <param name="Id">Id of the passage.</param>
/// <param name="Document">Id of the document it is from.</param>
/// <param name="IsCited">True when the answer cites its document.</param>
public sealed record MatrixPassage(string Id, string Document, bool IsCited);
