namespace Groundwork.Documents;

/// <summary>A place in a source that a person can go to.</summary>
/// <param name="Line">Line in the source file, from 1; null where lines mean nothing (PDF, DOCX).</param>
/// <param name="Page">Page or slide, from 1; null where the source has neither.</param>
/// <param name="Anchor">Anchor of the nearest heading above, or the definition around it in source code, when the source names one.</param>
/// <param name="Part">
/// Named place in a source of several parts, as its own program shows it: <c>Prices!A17</c> in a workbook, <c>slide 3</c> or
/// <c>slide 3, notes</c> in a presentation, <c>cell 5</c> in a notebook, a chapter's file in a book. Null where there are none.
/// </param>
public sealed record SourcePlace(int? Line, int? Page, string? Anchor, string? Part = null);
