namespace Groundwork.Language.Analysis;

/// <summary>One term of an analysed word, relative to the word.</summary>
/// <param name="Text">The term.</param>
/// <param name="Start">Offset from the word's first code unit.</param>
/// <param name="Length">Code units of the word that the term stands for.</param>
/// <param name="Position">Offset from the word's position.</param>
/// <param name="IsStopWord">True for a word too common to select by.</param>
internal readonly record struct WordPiece(string Text, int Start, int Length, int Position, bool IsStopWord);
