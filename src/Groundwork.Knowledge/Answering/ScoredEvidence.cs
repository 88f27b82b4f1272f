namespace Groundwork.Knowledge.Answering;

/// <summary>The sentences of the best passages with their scores.</summary>
/// <param name="Sentences">By passage and place.</param>
/// <param name="Strength">How much of the question the strongest passage carries, about 0..1: low when the answer is likely not there.</param>
internal sealed record ScoredEvidence(IReadOnlyList<SentenceScore> Sentences, double Strength);
