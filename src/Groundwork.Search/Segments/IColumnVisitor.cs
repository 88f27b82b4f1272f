namespace Groundwork.Search.Segments;

/// <summary>Is told every value of every filter column.</summary>
internal interface IColumnVisitor
{
    /// <summary>An entry holds a string; for each string the entries ascend.</summary>
    void Text(ColumnKind kind, string field, string value, int entry);

    /// <summary>An entry holds a number or date, as 64 bits; for each column the entries ascend.</summary>
    void Bits(ColumnKind kind, string field, long bits, int entry);
}
