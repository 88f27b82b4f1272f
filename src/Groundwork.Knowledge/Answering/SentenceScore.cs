using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>A sentence of a passage with how well it answers.</summary>
/// <param name="Passage">Its passage.</param>
/// <param name="PassageIndex">Place of the passage among the evidence, 0 for the best.</param>
/// <param name="Ordinal">Place of the sentence in its passage, from 0.</param>
/// <param name="Span">Where it stands in the passage's text.</param>
/// <param name="Value">Higher answers better, about 0..2.</param>
internal sealed record SentenceScore(Passage Passage, int PassageIndex, int Ordinal, TextSpan Span, double Value);
