using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Slides;

/// <summary>A shape with text, a table, or a group of shapes. Positions are in EMU (914,400 per inch), within the slide or the group.</summary>
internal sealed class SlideShape
{
    public SlideRole Role { get; set; }

    public long Left { get; set; }

    public long Top { get; set; }

    public List<SlideParagraph> Paragraphs { get; } = [];

    public TableText? Table { get; set; }

    /// <summary>The shapes of a group.</summary>
    public List<SlideShape> Shapes { get; } = [];
}
