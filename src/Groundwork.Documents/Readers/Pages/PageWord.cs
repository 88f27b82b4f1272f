namespace Groundwork.Documents.Readers.Pages;

/// <summary>A word where it stands on its page. Points (1/72 inch) from the upper left corner.</summary>
internal readonly record struct PageWord(float Left, float Top, float Right, float Bottom, string Text)
{
    public float Height => Bottom - Top;

    public float Middle => (Top + Bottom) / 2;
}
