namespace Groundwork.Search;

/// <summary>Identity of an entry within one index. Ordered by ordinal comparison.</summary>
/// <param name="Value">Never empty.</param>
public readonly record struct EntryKey(string Value) : IComparable<EntryKey>
{
    /// <inheritdoc />
    public int CompareTo(EntryKey other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The key.</summary>
    public override string ToString() => Value;
}
