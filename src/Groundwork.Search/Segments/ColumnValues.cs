namespace Groundwork.Search.Segments;

/// <summary>A column of numbers or dates in memory.</summary>
/// <param name="Values">Ascending.</param>
/// <param name="Entries">The entry of each value; for equal values ascending.</param>
internal sealed record ColumnValues(long[] Values, int[] Entries);
