namespace Groundwork.Documents.Readers.Sheets;

/// <summary>Tells from a number format whether a cell holds a date, a time or a percentage (ECMA-376 part 1, section 18.8.30).</summary>
internal static class XlsxNumberFormat
{
    /// <summary>The formats that every workbook knows by number.</summary>
    public static XlsxNumberKind OfBuiltIn(int id) => id switch
    {
        9 or 10 => XlsxNumberKind.Percent,
        14 or 15 or 16 or 17 or (>= 27 and <= 31) or 34 or 35 or 36 or (>= 50 and <= 58) => XlsxNumberKind.Date,
        18 or 19 or 20 or 21 or 32 or 33 or 45 or 47 => XlsxNumberKind.Time,
        22 => XlsxNumberKind.DateTime,
        46 => XlsxNumberKind.Elapsed,
        _ => XlsxNumberKind.Plain,
    };

    /// <summary>The kind that a format code means, judged by its first section.</summary>
    public static XlsxNumberKind OfCode(string code)
    {
        bool hasDay = false, hasTime = false, hasMonthOrMinute = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (char.ToLowerInvariant(code[i]))
            {
                case '"':
                    i = End(code, i, '"');
                    break;
                case '[' when i + 1 < code.Length && char.ToLowerInvariant(code[i + 1]) is 'h' or 'm' or 's' && IsElapsed(code, i):
                    return XlsxNumberKind.Elapsed;
                case '[':
                    i = End(code, i, ']');
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case ';':
                    i = code.Length;
                    break;
                case '%':
                    return XlsxNumberKind.Percent;
                case 'g' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    return XlsxNumberKind.Plain;
                case 'y' or 'd' or 'e' when !IsExponent(code, i):
                    hasDay = true;
                    break;
                case 'h' or 's':
                    hasTime = true;
                    break;
                case 'm':
                    hasMonthOrMinute = true;
                    break;
            }
        }

        // An m alone is a month; beside hours or seconds it is minutes.
        hasDay |= hasMonthOrMinute && !hasTime;
        return hasDay ? hasTime ? XlsxNumberKind.DateTime : XlsxNumberKind.Date : hasTime ? XlsxNumberKind.Time : XlsxNumberKind.Plain;
    }

    private static int End(string code, int from, char sign) => code.IndexOf(sign, from + 1) is var at and >= 0 ? at : code.Length;

    private static bool IsElapsed(string code, int from)
    {
        var inside = code.AsSpan(from + 1, Math.Max(0, End(code, from, ']') - from - 1));
        return !inside.IsEmpty && inside.IndexOfAnyExcept("hmsHMS") < 0;
    }

    // E+00 belongs to a number, e alone is a year.
    private static bool IsExponent(string code, int at) => code[at] is 'e' or 'E' && at + 1 < code.Length && code[at + 1] is '+' or '-';
}
