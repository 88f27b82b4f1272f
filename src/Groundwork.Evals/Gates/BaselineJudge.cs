namespace Groundwork.Evals.Gates;

/// <summary>A judge in a baseline file. Its certificate is not kept: the run that is decided needs one of its own day.</summary>
internal sealed record BaselineJudge(string Name, string Fingerprint);
