using System.Text.RegularExpressions;
using Groundwork.Language;

namespace Groundwork.Knowledge.Understanding;

/// <summary>Finds "long form (SF)" and "SF (long form)" in a text.</summary>
/// <remarks>
/// Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text", sections 3.1 and 3.2: the letters of the short form
/// are looked for from its end in the words before the bracket, the first one at the beginning of a word. Stricter in one point: a short form holds two capitals.
/// </remarks>
internal static partial class AcronymPairs
{
    public const int MostLongWords = 10;
    private const int LeastShort = 2;
    private const int MostShort = 10;

    // Texts of one line without end must not be searched for ever: a bracket is looked at with what stands near it.
    private const int Window = 160;

    public static IEnumerable<(string Short, string Long)> In(string text)
    {
        foreach (Match match in Brackets().Matches(text))
        {
            var inside = text.Substring(match.Index + 1, match.Length - 2).Trim();
            var from = Math.Max(0, match.Index - Window);
            var before = text[from..match.Index].TrimEnd();
            if (IsShort(inside))
            {
                if (LongForm(inside, before) is { } found) yield return (inside, found);
            }
            else if (LastWord(before) is { } word && IsShort(word) && LongForm(word, inside) is { } long2 && long2.Length == inside.Length)
            {
                yield return (word, inside);
            }
        }
    }

    private static bool IsShort(string text) =>
        text.Length is >= LeastShort and <= MostShort && char.IsLetterOrDigit(text[0]) && text.Count(char.IsUpper) >= 2 && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '/' or '.' or '&');

    private static string? LastWord(string before)
    {
        var at = before.Length;
        while (at > 0 && !char.IsWhiteSpace(before[at - 1])) at--;
        return at < before.Length ? before[at..] : null;
    }

    // The shortest stretch before the bracket whose letters hold those of the short form in order.
    private static string? LongForm(string shortForm, string before)
    {
        var (s, l) = (shortForm.Length - 1, before.Length - 1);
        while (s >= 0)
        {
            var wanted = char.ToLowerInvariant(shortForm[s]);
            if (!char.IsLetterOrDigit(wanted))
            {
                s--;
                continue;
            }

            while (l >= 0 && (char.ToLowerInvariant(before[l]) != wanted || (s == 0 && l > 0 && char.IsLetterOrDigit(before[l - 1])))) l--;
            if (l < 0) return null;
            l--;
            s--;
        }

        var found = before[(l + 1)..];
        var words = WordSplitter.Split(found).Count();
        // As in the paper: not longer than twice the short form or five words more, never the short form itself.
        return words < 2 || words > Math.Min(Math.Min(shortForm.Length + 5, shortForm.Length * 2), MostLongWords) || found.Contains(shortForm, StringComparison.Ordinal) || found.AsSpan().ContainsAny('\n', '(', ')')
            ? null
            : found;
    }

    [GeneratedRegex(@"\([^()\n]{2,100}\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Brackets();
}
