namespace Groundwork.Documents.Readers.Pages;

/// <summary>A piece of a page in reading order.</summary>
internal abstract record PageItem(int Page)
{
    /// <summary>A line of text in its column.</summary>
    /// <param name="Page">From 1.</param>
    /// <param name="Row">Its words.</param>
    /// <param name="Text">Its text, in the order of speech.</param>
    /// <param name="ColumnLeft">Left edge of its column.</param>
    /// <param name="ColumnRight">Right edge of its column.</param>
    /// <param name="Column">Tells columns of the document apart, in reading order.</param>
    /// <param name="IsRecognised">Read from a picture.</param>
    public sealed record Line(int Page, PageRow Row, string Text, float ColumnLeft, float ColumnRight, int Column, bool IsRecognised) : PageItem(Page)
    {
        /// <summary>Size of its letters, in points.</summary>
        public float Size { get; init; } = Row.Height;

        public bool IsBold { get; init; }

        /// <summary>All letters are equally wide, as in program code.</summary>
        public bool IsMonospaced { get; init; }
    }

    /// <summary>A table with a clear grid; the first row is its header.</summary>
    public sealed record Table(int Page, IReadOnlyList<string[]> Rows) : PageItem(Page);
}
