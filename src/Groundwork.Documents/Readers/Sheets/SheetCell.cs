namespace Groundwork.Documents.Readers.Sheets;

/// <summary>A cell that shows something.</summary>
/// <param name="Column">From 1.</param>
/// <param name="Text">What it holds, never blank.</param>
internal readonly record struct SheetCell(int Column, string Text);
