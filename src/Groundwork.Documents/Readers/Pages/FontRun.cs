namespace Groundwork.Documents.Readers.Pages;

/// <summary>A piece of a page in one font. Points from the upper left corner.</summary>
internal readonly record struct FontRun(float Left, float Top, float Right, float Bottom, float Size, bool IsBold, bool IsMonospaced);
