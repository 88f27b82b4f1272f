namespace Groundwork.Language;

/// <summary>One term of a word, relative to the word.</summary>
/// <param name="Text">Folded and stemmed form, never empty, at most 255 code units.</param>
/// <param name="Start">Offset from the word's first code unit.</param>
/// <param name="Length">Code units of the word that the term stands for, ≥ 1.</param>
/// <param name="Position">Offset from the word's position, ≥ 0.</param>
/// <param name="IsStopWord">True for a word too common to select by.</param>
public readonly record struct WordTerm(string Text, int Start, int Length, int Position, bool IsStopWord);
