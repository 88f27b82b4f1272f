using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>Reads dates: 2023-05-14, 14.05.2023, 5/14/2023, 14 May 2023, May 14, 2023, 14 de mayo de 2023, mai 2023, 2023年5月14日.</summary>
internal static partial class DateReader
{
    private static readonly FrozenDictionary<string, int> Months = new[]
    {
        "january jan januar jänner enero janvier gennaio janeiro januari января январь январе",
        "february feb februar febrero février febbraio fevereiro februari февраля февраль феврале",
        "march mar märz marzo mars março maart марта март марте",
        "april apr abril avril aprile апреля апрель апреле",
        "may mai mayo maggio maio mei мая май мае",
        "june jun juni junio juin giugno junho июня июнь июне",
        "july jul juli julio juillet luglio julho июля июль июле",
        "august aug agosto août augustus августа август августе",
        "september sep sept septiembre setiembre septembre settembre setembro сентября сентябрь сентябре",
        "october oct oktober okt octubre octobre ottobre outubro октября октябрь октябре",
        "november nov noviembre novembre novembro ноября ноябрь ноябре",
        "december dec dezember dez diciembre décembre dicembre dezembro декабря декабрь декабре",
    }.SelectMany((names, at) => names.Split(' ').Select(name => (Name: name, Month: at + 1))).ToFrozenDictionary(m => m.Name, m => m.Month, StringComparer.Ordinal);

    public static IReadOnlyList<WrittenDate> Read(string text)
    {
        var found = new List<WrittenDate>();
        if (!text.Any(char.IsDigit)) return found;
        for (var match = Written().Match(text); match.Success;)
        {
            var date = DateOf(match);
            if (date is not null) found.Add(date);

            // "since 15" is no date, and the 15 may begin one: the search goes on right behind where it began.
            match = Written().Match(text, date is null ? match.Index + 1 : match.Index + match.Length);
        }

        return found;
    }

    private static WrittenDate? DateOf(Match match)
    {
        var year = Number(match, "y");
        var (month, day) = (Number(match, "m"), Number(match, "d"));
        if (match.Groups["name"] is { Success: true } name)
        {
            if (MonthOf(name.Value) is not { } named) return null;
            month = named;
        }

        var isAmbiguous = match.Groups["slash"].Success && day <= 12 && month <= 12;
        if (match.Groups["slash"].Success && month > 12) (month, day) = (day, month);
        return month is < 1 or > 12 || day is < 1 or > 31 ? null : new WrittenDate(year, month, day, isAmbiguous, new TextSpan(match.Index, match.Length));
    }

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found && int.TryParse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    // "may 5" and "march 3" in small letters are words of another kind.
    private static int? MonthOf(string name) =>
        name is not ("may" or "march" or "mar") && Months.TryGetValue(name.ToLowerInvariant(), out var month) ? month : null;

    [GeneratedRegex(
        """
        (?<![\d.,/-])(?:
          (?<y>[12]\d{3})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?!\d)
        | (?<y>[12]\d{3})\s?年\s?(?<m>\d{1,2})\s?月(?:\s?(?<d>\d{1,2})\s?日)?
        | (?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?(?<y>[12]\d{3})(?!\d)
        | (?<slash>(?<m>\d{1,2})/(?<d>\d{1,2})/(?<y>[12]\d{3}))(?!\d)
        | (?<d>\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s(?:de\s|of\s)?(?<name>\p{L}{3,10})\.?(?:,?\s(?:de\s|del\s)?(?<y>[12]\d{3})(?!\d))?
        )
        | (?<!\p{L})(?<name>\p{L}{3,10})\.?\s(?:(?<d>\d{1,2})(?:st|nd|rd|th)?(?!\d|\.\d|\s?%)(?:,?\s(?<y>[12]\d{3})(?!\d))?|(?:de\s|del\s|of\s)?(?<y>[12]\d{3})(?!\d))
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Written();
}
