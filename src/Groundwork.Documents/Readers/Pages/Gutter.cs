namespace Groundwork.Documents.Readers.Pages;

/// <summary>A strip without text between two columns, over some consecutive rows.</summary>
/// <param name="From">Left edge of the strip.</param>
/// <param name="To">Right edge of the strip.</param>
/// <param name="First">Index of the first row.</param>
/// <param name="Last">Index of the last row.</param>
/// <param name="Sides">Rows with text on the side that has fewer of them.</param>
internal readonly record struct Gutter(float From, float To, int First, int Last, int Sides)
{
    /// <summary>Text on both sides counts first, then the rows that it runs through, then its width.</summary>
    public (int Sides, int Rows, float Width) Strength => (Sides, Last - First, To - From);
}
