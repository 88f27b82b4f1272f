using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>A date as a text writes it; at least two of its parts are said.</summary>
/// <param name="Year">Year of four digits, or null.</param>
/// <param name="Month">1..12, or null.</param>
/// <param name="Day">1..31, or null.</param>
/// <param name="IsAmbiguous">Whether month and day may be meant the other way round, as in 05/04/2023.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record WrittenDate(int? Year, int? Month, int? Day, bool IsAmbiguous, TextSpan Span)
{
    /// <summary>Whether everything this date says is said by the other.</summary>
    public bool IsSaidBy(WrittenDate other) =>
        Says(Year, other.Year) && ((Says(Month, other.Month) && Says(Day, other.Day)) || ((IsAmbiguous || other.IsAmbiguous) && Says(Month, other.Day) && Says(Day, other.Month)));

    private static bool Says(int? mine, int? others) => mine is null || mine == others;
}
