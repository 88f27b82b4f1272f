using System.Text;
using System.Text.RegularExpressions;
using Groundwork.Evals.Scoring.Answers;

namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>Tokens after the rules "13a" of mteval-v13a.pl (NIST): marks apart, but for points and commas within numbers. Characters of scripts without blanks stand alone.</summary>
internal static partial class BleuTokens
{
    public static IReadOnlyList<string> Of(string text)
    {
        var line = text.Replace("<skipped>", "", StringComparison.Ordinal).Replace("-\n", "", StringComparison.Ordinal).Replace('\n', ' ')
            .Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
        line = " " + Spread(line) + " ";
        line = Marks().Replace(line, " ${mark} ");
        line = BehindNoDigit().Replace(line, "${before} ${mark} ");
        line = BeforeNoDigit().Replace(line, " ${mark} ${behind}");
        line = DashBehindDigit().Replace(line, "${before} ${mark} ");
        return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Spread(string line)
    {
        var spread = new StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes())
        {
            if (BlanklessScripts.Contains(rune))
                spread.Append(' ').Append(rune).Append(' ');
            else
                spread.Append(rune);
        }

        return spread.ToString();
    }

    [GeneratedRegex(@"(?<mark>[\{-\~\[-\` -\&\(-\+\:-\@\/])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?<before>[^0-9])(?<mark>[\.,])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex BehindNoDigit();

    [GeneratedRegex(@"(?<mark>[\.,])(?<behind>[^0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex BeforeNoDigit();

    [GeneratedRegex(@"(?<before>[0-9])(?<mark>-)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex DashBehindDigit();
}
