namespace Groundwork.UseCases;

/// <summary>What can score.</summary>
/// <param name="Scorers">By name.</param>
public sealed record ScorersReply(IReadOnlyList<ScorerReply> Scorers);

/// <summary>Something that scores.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Usage">How it is written.</param>
/// <param name="Meaning">What it measures.</param>
/// <param name="Needs">What samples and observations must have.</param>
public sealed record ScorerReply(string Name, string Usage, string Meaning, string Needs);
