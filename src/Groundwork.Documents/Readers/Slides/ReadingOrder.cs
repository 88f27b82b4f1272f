namespace Groundwork.Documents.Readers.Slides;

/// <summary>The order in which people read the shapes of a slide: placeholders as the layout orders them, then the others from top to bottom and from left to right.</summary>
internal static class ReadingOrder
{
    // Shapes whose tops differ by less than half a centimetre stand side by side.
    private const long SameRow = 180_000;

    public static IEnumerable<SlideShape> Of(IReadOnlyList<SlideShape> shapes)
    {
        foreach (var placeholder in shapes)
            if (placeholder.Role == SlideRole.Placeholder)
                yield return placeholder;
        var row = new List<SlideShape>();
        foreach (var shape in shapes.Where(shape => shape.Role == SlideRole.Free).OrderBy(shape => shape.Top))
        {
            if (row.Count > 0 && shape.Top - row[0].Top >= SameRow)
            {
                foreach (var inRow in row.OrderBy(other => other.Left)) yield return inRow;
                row.Clear();
            }

            row.Add(shape);
        }

        foreach (var inRow in row.OrderBy(other => other.Left)) yield return inRow;
    }
}
