using System.Globalization;

namespace Groundwork.Documents.Readers.Sheets;

/// <summary>Writes a stored number as what it means.</summary>
internal static class XlsxNumber
{
    // 9999-12-31, the last day that Excel knows.
    private const double LastSerial = 2_958_466;
    private const double LargestExactWhole = 9_007_199_254_740_992;
    private const int LeapDayThatNeverWas = 60;
    private const int MillisecondsPerDay = 86_400_000;

    /// <param name="stored">The number as the file holds it.</param>
    /// <param name="kind">What it means.</param>
    /// <param name="countsFrom1904">Days are counted from 1904-01-01 = 0, else from 1900-01-01 = 1.</param>
    /// <returns>The stored text itself when it is no number.</returns>
    public static string Write(string stored, XlsxNumberKind kind, bool countsFrom1904)
    {
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)) return stored.Trim();
        return kind switch
        {
            XlsxNumberKind.Percent => Percent(value),
            XlsxNumberKind.Elapsed when value is >= 0 and < LastSerial => Elapsed(value),
            XlsxNumberKind.Date or XlsxNumberKind.Time or XlsxNumberKind.DateTime when value is >= 0 and < LastSerial => Moment(value, kind, countsFrom1904),
            _ => Plain(value),
        };
    }

    // Excel calculates with 15 digits: 0.1 + 0.2 is stored with 17 and shown as 0.3. Whole numbers are exact further than that.
    public static string Plain(double value) =>
        Math.Abs(value) < LargestExactWhole && value == Math.Truncate(value)
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("G15", CultureInfo.InvariantCulture);

    public static string Percent(double value) =>
        (Math.Abs(value) < 1e12 ? ((decimal)value * 100).ToString("0.############", CultureInfo.InvariantCulture) : Plain(value * 100)) + "%";

    private static string Moment(double value, XlsxNumberKind kind, bool countsFrom1904)
    {
        var days = (int)Math.Floor(value);
        var milliseconds = (int)Math.Round((value - days) * MillisecondsPerDay);
        if (milliseconds == MillisecondsPerDay) (days, milliseconds) = (days + 1, 0);
        var time = Time(milliseconds);
        if (kind == XlsxNumberKind.Time) return days == 0 ? time : Elapsed(value);
        // Day 0 of the 1900 count is no day.
        if (days == 0 && !countsFrom1904) return kind == XlsxNumberKind.DateTime ? time : Plain(value);
        var day = Day(days, countsFrom1904);
        return kind == XlsxNumberKind.Date ? day : day + "T" + time;
    }

    private static string Day(int days, bool countsFrom1904)
    {
        // Excel kept from Lotus 1-2-3 the belief that 1900 was a leap year.
        if (!countsFrom1904 && days == LeapDayThatNeverWas) return "1900-02-29";
        var first = countsFrom1904 ? new DateOnly(1904, 1, 1) : days < LeapDayThatNeverWas ? new DateOnly(1899, 12, 31) : new DateOnly(1899, 12, 30);
        return first.DayNumber + days > DateOnly.MaxValue.DayNumber
            ? days.ToString(CultureInfo.InvariantCulture)
            : first.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Time(int milliseconds) =>
        TimeSpan.FromMilliseconds(milliseconds).ToString(milliseconds % 1000 == 0 ? @"hh\:mm\:ss" : @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);

    private static string Elapsed(double value)
    {
        var seconds = (long)Math.Round(value * 86_400);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }
}
