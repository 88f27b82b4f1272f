namespace Groundwork.Evals;

/// <summary>A line of a run file.</summary>
/// <param name="Query">Id of the query.</param>
/// <param name="Document">Id of the document.</param>
/// <param name="Score">Finite. The rank in the file is not read: score and id decide it.</param>
/// <param name="Tag">Name of the run.</param>
public sealed record TrecResult(string Query, string Document, double Score, string Tag);
