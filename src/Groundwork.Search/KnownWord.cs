using Groundwork.Language;

namespace Groundwork.Search;

/// <summary>A word of a text as an index knows it.</summary>
/// <param name="Span">Where it stands in the text.</param>
/// <param name="Entries">Entries that hold it, in any of the languages of the index; 0 for a word the index does not know. Deleted entries count until they are merged away.</param>
/// <param name="IsStopWord">Whether every language that can tell takes it for one.</param>
public readonly record struct KnownWord(TextSpan Span, long Entries, bool IsStopWord);
