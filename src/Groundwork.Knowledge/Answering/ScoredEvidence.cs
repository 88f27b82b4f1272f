namespace Groundwork.Knowledge.Answering;

/// <summary>The sentences of the best passages with their scores.</summary>
/// <param name="Sentences">By passage and place.</param>
/// <param name="Signs">What tells how likely the best of them answers.</param>
internal sealed record ScoredEvidence(IReadOnlyList<SentenceScore> Sentences, AnswerSigns Signs);
