namespace Groundwork.Language.Analysis;

/// <summary>A word of a text that was found and not yet given on.</summary>
internal readonly record struct WordAhead(WordKey Key, int Start, int End, bool IsRun);
