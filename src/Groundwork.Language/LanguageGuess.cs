namespace Groundwork.Language;

/// <summary>A guess at the language of a text.</summary>
/// <param name="Language">The language, or <see cref="LanguageCode.Undetermined"/> when nothing in the text tells.</param>
/// <param name="Confidence">0..1; for a guess among several, the share of the winner.</param>
public readonly record struct LanguageGuess(LanguageCode Language, double Confidence);
