namespace Groundwork.Models.Caching;

/// <summary>Words, quotes and sentence ends of a question.</summary>
internal static class QuestionTokens
{
    private const string Opening = "\"“„«‹`";
    private const string Closing = "\"”“»›`";

    /// <summary>A piece of a question. An end has no text.</summary>
    internal readonly record struct Token(string Text, bool IsQuote, bool IsEnd);

    public static IEnumerable<Token> Of(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (Opening.IndexOf(c, StringComparison.Ordinal) is >= 0 and var kind && text.IndexOf(Closing[kind], at + 1) is > 0 and var close)
            {
                yield return new Token(text[(at + 1)..close].Trim(), IsQuote: true, IsEnd: false);
                at = close + 1;
                continue;
            }

            if (!IsPart(c))
            {
                if (c is '.' or '!' or '?' or ':' or ';' or '\n' or '…') yield return new Token(string.Empty, IsQuote: false, IsEnd: true);
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && (IsPart(text[at]) || (IsJoint(text[at]) && at + 1 < text.Length && IsPart(text[at + 1])))) at++;
            yield return new Token(text[start..at], IsQuote: false, IsEnd: false);
        }
    }

    /// <summary>A word with a digit, a joint of code or a capital inside.</summary>
    public static bool IsIdentifier(string word) => word.AsSpan().ContainsAny("_/\\.@#+%$€£") || word.Any(char.IsDigit) || word.AsSpan(1).ContainsAnyInRange('A', 'Z');

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '%' or '$' or '€' or '£' or '#' or '+' or '@' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark;

    private static bool IsJoint(char c) => c is '.' or ',' or '-' or '\'' or '’' or '/' or ':' or '\\';
}
