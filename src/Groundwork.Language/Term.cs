namespace Groundwork.Language;

/// <summary>One indexable term of a text, as the analyser emits it.</summary>
/// <param name="Text">Folded and stemmed form, never empty.</param>
/// <param name="Span">Where the term stands in the analysed text. Spans ascend by start; terms of one word may share a span.</param>
/// <param name="Position">Ordinal of the word, counted from 0. Parts of one identifier share or follow their word's position.</param>
/// <param name="IsStopWord">True for words too common to select by. A negation ("not", "nicht", "ne") is never a stop word.</param>
public readonly record struct Term(string Text, TextSpan Span, int Position, bool IsStopWord);
