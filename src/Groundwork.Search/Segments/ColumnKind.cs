namespace Groundwork.Search.Segments;

/// <summary>What a filter column holds. The numbers are in the files.</summary>
internal enum ColumnKind
{
    /// <summary>Strings, several per entry.</summary>
    Keywords = 1,

    /// <summary>One finite double per entry.</summary>
    Numbers = 2,

    /// <summary>One moment per entry, as UTC ticks.</summary>
    Dates = 3,

    /// <summary>One yes or no per entry, kept as the strings "true" and "false".</summary>
    Flags = 4,

    /// <summary>The languages of an entry's texts; one column without a name.</summary>
    Languages = 5,
}
