namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>A line of a TREC file.</summary>
/// <param name="File">What errors call the file.</param>
/// <param name="Number">From 1.</param>
/// <param name="Fields">Its fields, at least one.</param>
internal sealed record TrecLine(string File, long Number, IReadOnlyList<string> Fields)
{
    public TrecFormatException Problem(string what) => new($"Line {Number} of \"{File}\" {what}.");
}
