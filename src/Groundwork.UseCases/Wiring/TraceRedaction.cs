using System.Text.RegularExpressions;

namespace Groundwork.UseCases.Wiring;

/// <summary>Takes out of a text what a trace must not show: secrets, and the numbers and addresses that lead to a person.</summary>
internal static partial class TraceRedaction
{
    // Secrets first: the digits within one would else be taken for a number, and the rest would stay.
    public static string Of(string text) => Number().Replace(Address().Replace(Secret().Replace(text, "[secret]"), "[address]"), "[number]");

    [GeneratedRegex(@"[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}\.\p{L}{2,24}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    // Telephone, account and card numbers: seven digits or more, however they are grouped; with two letters and two digits before them for accounts.
    [GeneratedRegex(@"(\b[A-Z]{2}\d{2}[ ]?)?\+?\d([ ()./-]{0,2}\d){6,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(sk|pk|gw|ghp|gho|xox[abp]|AKIA|eyJ)[A-Za-z0-9_\-.]{12,}|(?i:bearer|password|passwort|secret|token|api[_-]?key)[""']?\s*[:=]?\s*[""']?[^\s""',;]{6,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();
}
