namespace Groundwork.Documents.Readers.Code;

/// <summary>One way to write a string.</summary>
/// <param name="Open">What opens it.</param>
/// <param name="Close">What closes it.</param>
/// <param name="Escape">The character that takes the next one literally; NUL for none.</param>
/// <param name="IsMultiline">It may go over lines; otherwise an unclosed one ends with its line.</param>
/// <param name="Doubled">The closing written twice stands for itself.</param>
/// <param name="Kind">What closes it, where that is not fixed.</param>
internal sealed record CodeString(string Open, string Close, char Escape = '\\', bool IsMultiline = false, bool Doubled = false, CodeStringKind Kind = CodeStringKind.Plain);
