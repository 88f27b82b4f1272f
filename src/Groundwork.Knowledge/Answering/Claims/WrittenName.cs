using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>A word of a text that names something.</summary>
/// <param name="Text">The word as it stands.</param>
/// <param name="Span">Where.</param>
/// <param name="IsUnsure">Whether it stands where every word is written large, so that it may be no name.</param>
internal sealed record WrittenName(string Text, TextSpan Span, bool IsUnsure);
