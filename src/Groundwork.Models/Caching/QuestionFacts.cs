using System.Globalization;

namespace Groundwork.Models.Caching;

/// <summary>
/// What two wordings of a question must have in common, whatever an embedding says. It errs towards asking the model again: a caseless script,
/// in which names cannot be told from other words, is compared as a whole.
/// </summary>
internal sealed class QuestionFacts
{
    private readonly string _whole;
    private readonly bool _isReadable;
    private readonly List<string> _exact = [];
    private readonly List<string> _poles = [];
    private readonly List<(string Preposition, string Word)> _directions = [];
    private readonly List<string> _words = [];
    private int _negations;
    private string _asksFor = string.Empty;

    private QuestionFacts(string text)
    {
        _whole = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        _isReadable = text.Length <= 4000 && !text.Any(static c => char.IsLetter(c) && char.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter);
    }

    public static QuestionFacts Of(string text)
    {
        var facts = new QuestionFacts(text);
        if (facts._isReadable) facts.Read(text);
        return facts;
    }

    /// <summary>Why one question's answer does not serve the other, in words; null where nothing speaks against it.</summary>
    public static string? Disagreement(QuestionFacts left, QuestionFacts right)
    {
        if (string.Equals(left._whole, right._whole, StringComparison.Ordinal)) return null;
        if (!left._isReadable || !right._isReadable) return "names cannot be told in this script";
        if (!left._exact.SequenceEqual(right._exact, StringComparer.Ordinal)) return $"names, numbers or quotes differ: {string.Join(' ', left._exact)} | {string.Join(' ', right._exact)}";
        if (left._negations != right._negations) return "one negates more than the other";
        if (!string.Equals(left._asksFor, right._asksFor, StringComparison.Ordinal)) return $"one asks for \"{left._asksFor}\", the other for \"{right._asksFor}\"";
        if (!left._poles.SequenceEqual(right._poles, StringComparer.Ordinal)) return $"opposites differ: {string.Join(' ', left._poles)} | {string.Join(' ', right._poles)}";
        foreach (var preposition in left._directions.Select(static d => d.Preposition).Intersect(right._directions.Select(static d => d.Preposition), StringComparer.Ordinal))
            if (!WordsAfter(left, preposition).SetEquals(WordsAfter(right, preposition))) return $"what follows \"{preposition}\" differs";
        // A word more, less, other or elsewhere may be a name: written small, nothing tells.
        return left._words.SequenceEqual(right._words, StringComparer.Ordinal) ? null : $"words differ: {string.Join(' ', left._words)} | {string.Join(' ', right._words)}";
    }

    private static HashSet<string> WordsAfter(QuestionFacts facts, string preposition) =>
        facts._directions.Where(d => string.Equals(d.Preposition, preposition, StringComparison.Ordinal)).Select(static d => d.Word).ToHashSet(StringComparer.Ordinal);

    private void Read(string text)
    {
        var isStart = true;
        string? preposition = null;
        foreach (var token in QuestionTokens.Of(text))
        {
            if (token.IsEnd)
            {
                isStart = true;
                continue;
            }

            var lower = token.Text.ToLowerInvariant();
            if (token.IsQuote)
            {
                _exact.Add("\"" + token.Text);
                isStart = false;
                continue;
            }

            if (EnglishWords.NumberOf(lower) is { } number) _exact.Add(number);
            else if (EnglishWords.DateWord(lower) is { } date) _exact.Add(date);
            else if (QuestionTokens.IsIdentifier(token.Text) || (char.IsUpper(token.Text[0]) && token.Text is not "I" && !(isStart && EnglishWords.IsStarter(lower)) && !EnglishWords.IsFunctionWord(lower))) _exact.Add(EnglishWords.WithoutGenitive(lower));
            else if (EnglishWords.IsNegation(lower)) _negations++;
            else if (EnglishWords.PoleOf(lower) is { } pole) _poles.Add(pole);
            else if (!EnglishWords.IsFunctionWord(lower)) _words.Add(EnglishWords.UsualOf(lower));

            if (EnglishWords.AsksFor(lower) is { } asked && !_asksFor.Contains(asked, StringComparison.Ordinal)) _asksFor += asked;
            if (EnglishWords.IsDirection(lower)) preposition = lower;
            else if (preposition is not null && !EnglishWords.IsFunctionWord(lower))
            {
                _directions.Add((preposition, EnglishWords.StemOf(lower)));
                preposition = null;
            }

            isStart = false;
        }
    }
}
