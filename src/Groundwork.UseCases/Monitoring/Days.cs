using System.Globalization;

namespace Groundwork.UseCases.Monitoring;

/// <summary>Some whole days of UTC.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, included.</param>
internal readonly record struct Days(DateOnly First, DateOnly Last)
{
    public int Count => Last.DayNumber - First.DayNumber + 1;

    public DateTimeOffset From => MomentOf(First);

    public DateTimeOffset To => Last == DateOnly.MaxValue ? DateTimeOffset.MaxValue : MomentOf(Last.AddDays(1));

    /// <summary>The first moment of a day.</summary>
    public static DateTimeOffset MomentOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First:yyyy-MM-dd} to {Last:yyyy-MM-dd}");
}
