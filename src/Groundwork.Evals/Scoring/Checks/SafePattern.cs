using System.Text.RegularExpressions;

namespace Groundwork.Evals.Scoring.Checks;

/// <summary>A regular expression of .NET that takes bounded time: without backtracking where it can be had, else with a time-out.</summary>
internal sealed class SafePattern
{
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(1);

    private readonly Regex _regex;

    private SafePattern(Regex regex) => _regex = regex;

    /// <summary>Reads a pattern.</summary>
    /// <returns>The pattern; null with what is the matter.</returns>
    public static (SafePattern? Pattern, string Problem) Read(string pattern, bool ignoresCase = false)
    {
        var options = RegexOptions.CultureInvariant | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            return (new SafePattern(new Regex(pattern, options | RegexOptions.NonBacktracking, TimeOut)), "");
        }
        catch (NotSupportedException)
        {
            return (new SafePattern(new Regex(pattern, options, TimeOut)), "");
        }
        catch (ArgumentException problem)
        {
            return (null, $"The pattern \"{pattern}\" cannot be read. {problem.Message}");
        }
    }

    /// <summary>Whether a text holds it; null when it took too long.</summary>
    public bool? IsIn(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
