namespace Groundwork.UseCases;

/// <summary>What was made.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Dataset">The questions.</param>
/// <param name="Gates">One for retrieval, one for answers.</param>
/// <param name="Files">Paths of the files that were written.</param>
/// <param name="Notices">What is left to do.</param>
public sealed record InitEvalReply(string Collection, DatasetReply Dataset, IReadOnlyList<InitGateReply> Gates, IReadOnlyList<string> Files, IReadOnlyList<string> Notices);

/// <summary>A gate with the run that it compares with.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Baseline">The name it is kept as.</param>
/// <param name="Verdict">What the gate says of that run: <c>pass</c>, <c>fail</c> or <c>inconclusive</c>.</param>
public sealed record InitGateReply(string File, string Run, string Baseline, string Verdict);
