using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>
/// Patterns of schemas, which are written for ECMAScript: <c>$</c> is the very end, <c>\d</c> and <c>\w</c> are ASCII. They run on the engine without backtracking where it knows them;
/// those with look-around or back references run with a time-out.
/// </summary>
internal static class SchemaPatterns
{
    private const int MostKept = 1000;

    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Regex> Kept = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> LongNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Letter"] = "L", ["Lowercase_Letter"] = "Ll", ["Uppercase_Letter"] = "Lu", ["Titlecase_Letter"] = "Lt", ["Modifier_Letter"] = "Lm", ["Other_Letter"] = "Lo",
        ["Mark"] = "M", ["Number"] = "N", ["digit"] = "Nd", ["Decimal_Number"] = "Nd", ["Letter_Number"] = "Nl", ["Other_Number"] = "No",
        ["Punctuation"] = "P", ["punct"] = "P", ["Symbol"] = "S", ["Separator"] = "Z", ["Space_Separator"] = "Zs", ["Other"] = "C", ["Control"] = "Cc",
    };

    /// <exception cref="JsonSchemaException">The pattern cannot be read, or takes too long.</exception>
    public static bool IsMatch(string pattern, string text)
    {
        try
        {
            return Of(pattern).IsMatch(text);
        }
        catch (RegexMatchTimeoutException problem)
        {
            throw new JsonSchemaException($"The pattern \"{pattern}\" took longer than {TimeOut.TotalSeconds} s. Write it without look-around and back references.", problem);
        }
    }

    private static Regex Of(string pattern)
    {
        if (Kept.TryGetValue(pattern, out var known))
            return known;
        var made = Make(pattern);
        if (Kept.Count < MostKept)
            Kept.TryAdd(pattern, made);
        return made;
    }

    private static Regex Make(string pattern)
    {
        var translated = Translated(pattern);
        try
        {
            return new Regex(translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeOut);
        }
        catch (NotSupportedException)
        {
            return new Regex(translated, RegexOptions.CultureInvariant, TimeOut);
        }
        catch (ArgumentException problem)
        {
            throw new JsonSchemaException($"The pattern \"{pattern}\" cannot be read. {problem.Message}", problem);
        }
    }

    private static string Translated(string pattern)
    {
        var translated = new StringBuilder(pattern.Length);
        var isInClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var sign = pattern[at];
            if (sign == '\\' && at + 1 < pattern.Length)
                translated.Append(Escape(pattern, ref at, isInClass));
            else if (sign == '$' && !isInClass)
                translated.Append(@"\z");
            else
                translated.Append(sign);
            isInClass = sign == '[' || (isInClass && sign != ']');
        }

        return translated.ToString();
    }

    private static string Escape(string pattern, ref int at, bool isInClass)
    {
        var sign = pattern[++at];
        switch (sign)
        {
            case 'd':
                return isInClass ? "0-9" : "[0-9]";
            case 'w':
                return isInClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]";
            case 'D' when !isInClass:
                return "[^0-9]";
            case 'W' when !isInClass:
                return "[^a-zA-Z0-9_]";
            case 'p' or 'P' when at + 1 < pattern.Length && pattern[at + 1] == '{' && pattern.IndexOf('}', at) is > 0 and var end:
                var name = pattern[(at + 2)..end];
                at = end;
                return $"\\{sign}{{{LongNames.GetValueOrDefault(name, name)}}}";
            default:
                return $"\\{sign}";
        }
    }
}
