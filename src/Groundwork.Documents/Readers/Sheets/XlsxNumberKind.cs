namespace Groundwork.Documents.Readers.Sheets;

/// <summary>What a number in a cell means, as its number format tells.</summary>
internal enum XlsxNumberKind
{
    /// <summary>A number.</summary>
    Plain,

    /// <summary>A share; 0.5 is 50 %.</summary>
    Percent,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A day and a time.</summary>
    DateTime,

    /// <summary>Hours, minutes and seconds beyond a day.</summary>
    Elapsed,
}
