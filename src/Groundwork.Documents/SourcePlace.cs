namespace Groundwork.Documents;

/// <summary>A place in a source that a person can go to.</summary>
/// <param name="Line">Line in the source file, from 1; null where lines mean nothing (PDF, DOCX).</param>
/// <param name="Page">Page, from 1; null where the source has no pages.</param>
/// <param name="Anchor">Anchor of the nearest heading above, when the source names one.</param>
public sealed record SourcePlace(int? Line, int? Page, string? Anchor);
