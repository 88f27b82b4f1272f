using System.Globalization;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Slides;

/// <summary>Writes slides as blocks: the title as a heading, then the shapes in reading order, then the speaker's notes.</summary>
internal sealed class SlideWriter(DocumentBuilder builder)
{
    /// <param name="number">The slide's number from 1.</param>
    /// <param name="shapes">What stands on it.</param>
    /// <param name="notes">What the speaker sees; empty when there are none.</param>
    /// <param name="isHidden">It is passed over when the slides are shown.</param>
    public void Write(int number, IReadOnlyList<SlideShape> shapes, IReadOnlyList<SlideShape> notes, bool isHidden)
    {
        var part = string.Create(CultureInfo.InvariantCulture, $"slide {number}");
        var title = shapes.FirstOrDefault(shape => shape.Role == SlideRole.Title && TitleOf(shape).Length > 0);
        if (title is null && !shapes.Any(HasText) && !notes.Any(HasText)) return;
        if (isHidden) builder.Note(string.Create(CultureInfo.InvariantCulture, $"Slide {number} is hidden in its program."));
        // Without a heading of its own a slide would seem to belong to the one before.
        var heading = title is null ? string.Create(CultureInfo.InvariantCulture, $"Slide {number}") : TitleOf(title);
        builder.Add(BlockKind.Heading, Begin(number, part).Append(heading), 1);
        foreach (var shape in shapes)
            if (shape.Role == SlideRole.Title && !ReferenceEquals(shape, title))
                Write(shape, number, part);
        foreach (var shape in ReadingOrder.Of(shapes)) Write(shape, number, part);
        foreach (var shape in ReadingOrder.Of(notes)) Write(shape, number, part + ", notes");
    }

    private void Write(SlideShape shape, int number, string part)
    {
        foreach (var paragraph in shape.Paragraphs)
        {
            var block = Begin(number, part);
            if (paragraph.ListLevel > 0) block.Append(paragraph.Label ?? "-").Append(" ");
            if (string.IsNullOrWhiteSpace(paragraph.Text)) continue;
            builder.Add(paragraph.ListLevel > 0 ? BlockKind.ListItem : BlockKind.Paragraph, block.Append(paragraph.Text.AsSpan().Trim()), paragraph.ListLevel);
        }

        shape.Table?.AddTo(builder, number, part);
        foreach (var inner in ReadingOrder.Of(shape.Shapes)) Write(inner, number, part);
    }

    private static BlockText Begin(int number, string part) => new BlockText().At(null, number, part);

    private static string TitleOf(SlideShape shape) =>
        string.Join(' ', shape.Paragraphs.SelectMany(paragraph => paragraph.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static bool HasText(SlideShape shape) =>
        shape.Role != SlideRole.Furniture && (shape.Table is not null || shape.Paragraphs.Exists(paragraph => !string.IsNullOrWhiteSpace(paragraph.Text)) || shape.Shapes.Exists(HasText));
}
