namespace Groundwork.Search.Segments;

/// <summary>A filter column. An index may hold columns of several kinds under one field name.</summary>
internal readonly record struct ColumnName(ColumnKind Kind, string Field) : IComparable<ColumnName>
{
    /// <summary>Whether it holds strings; the others hold 64 bits that have an order.</summary>
    public bool IsText => Kind is ColumnKind.Keywords or ColumnKind.Flags or ColumnKind.Languages;

    /// <summary>The order of columns in a file.</summary>
    public int CompareTo(ColumnName other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Field, other.Field);
}
