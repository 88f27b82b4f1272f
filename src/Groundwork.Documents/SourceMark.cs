namespace Groundwork.Documents;

/// <summary>From <paramref name="Offset"/> in the canonical text on, the source stands at this place.</summary>
/// <param name="Offset">UTF-16 offset in the canonical text.</param>
/// <param name="Line">Line in the source from 1, or null.</param>
/// <param name="Page">Page or slide in the source from 1, or null.</param>
/// <param name="Part">Named place, see <see cref="SourcePlace"/>, or null.</param>
public readonly record struct SourceMark(int Offset, int? Line, int? Page, string? Part = null);
