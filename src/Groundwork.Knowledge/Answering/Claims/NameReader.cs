using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>
/// Reads the names of a text: capitalised words inside a sentence, identifiers (with digits, underscores or inner capitals), acronyms, and in scripts without
/// capitals the words in another alphabet and quoted terms. German writes every noun large, so there only neighbouring capitals count.
/// </summary>
internal static class NameReader
{
    private static readonly HashSet<string> NoNames = new(StringComparer.Ordinal) { "I", "Ich", "Je", "The", "A", "An", "OK", "Yes", "No", "It", "This", "They", "He", "She", "We", "You" };

    private static readonly HashSet<string> Counting = new(StringComparer.Ordinal)
    {
        "plan", "option", "type", "typ", "appendix", "anhang", "annex", "section", "group", "gruppe", "class", "klasse", "vitamin", "team", "version", "variant", "variante", "phase", "tier", "level", "schedule", "part", "teil", "grade",
        "exhibit", "figure", "table", "drive", "case", "fall", "opción", "grupo", "clase", "groupe", "classe", "opzione", "opção", "план", "вариант",
    };

    public static IReadOnlyList<WrittenName> Read(string text, LanguageCode language)
    {
        var names = new List<WrittenName>();
        var words = WordSplitter.Split(text);
        var isCased = language.Code is not ("zh" or "ja" or "th" or "ko" or "ar" or "fa" or "ur" or "he" or "hi");
        var isShouted = words.Count > 3 && words.Count(w => IsCapitals(w.Of(text))) * 2 > words.Count;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i].Of(text);
            var starts = StartsSentence(text, words[i].Start);
            if (IsIdentifier(word)) names.Add(new WrittenName(word, words[i], false));
            else if (!isCased)
            {
                if (word.Length > 1 && char.IsAsciiLetter(word[0])) names.Add(new WrittenName(word, words[i], false));
            }
            else if (IsCapitals(word))
            {
                if (!isShouted && !NoNames.Contains(word)) names.Add(new WrittenName(word, words[i], false));
            }
            else if (word.Length == 1)
            {
                // "Plan B" is a name; the letter goes with the word before it.
                if (!isShouted && i > 0 && !starts && char.IsUpper(word[0]) && word is not "I" && words[i - 1].End + 1 == words[i].Start && Lettered(words[i - 1].Of(text), word))
                    names.Add(new WrittenName(text[words[i - 1].Start..words[i].End], words[i], false));
            }
            else if (word.Length > 1 && char.IsUpper(word[0]) && char.IsLower(word[1]) && !NoNames.Contains(word))
            {
                if (language.Code is not "de") names.Add(new WrittenName(word, words[i], starts));
                else if (!starts && HasCapitalNeighbour(text, words, i)) names.Add(new WrittenName(word, words[i], false));
            }
        }

        if (!isCased) AddQuoted(text, names);
        return names;
    }

    // "A" may be an article that begins what is quoted: only where such letters count something is it a name.
    private static bool Lettered(string before, string letter) =>
        Counting.Contains(before.ToLowerInvariant()) || (letter is not "A" && char.IsLetter(before[0]) && (char.IsUpper(before[0]) || before.Length > 3));

    private static bool HasCapitalNeighbour(string text, IReadOnlyList<TextSpan> words, int at) =>
        (at > 0 && words[at - 1].End + 1 == words[at].Start && char.IsUpper(text[words[at - 1].Start]) && !StartsSentence(text, words[at - 1].Start))
        || (at + 1 < words.Count && words[at].End + 1 == words[at + 1].Start && char.IsUpper(text[words[at + 1].Start]));

    // "GPT4", "snake_case", "iPhone"; "3rd" and "10k" are numbers.
    private static bool IsIdentifier(string word)
    {
        if (!char.IsLetter(word[0]) || word.Length < 2) return false;
        var hasInner = false;
        for (var i = 1; i < word.Length; i++)
        {
            if (char.IsDigit(word[i]) || word[i] == '_') return true;
            hasInner |= char.IsUpper(word[i]) && char.IsLower(word[i - 1]);
        }

        return hasInner;
    }

    private static bool IsCapitals(string word) => word.Length > 1 && word.All(char.IsUpper);

    // At the front, behind a bullet, a colon, a stop or an opening quote, a capital says nothing.
    private static bool StartsSentence(string text, int at)
    {
        at--;
        while (at >= 0 && (char.IsWhiteSpace(text[at]) || text[at] is '-' or '*' or '•' or '#' or '(' or '[')) at--;
        return at < 0 || text[at] is '.' or ':' or '!' or '?' or ';' or '"' or '“' or '„' or '«' or '|' or '‘' or '¿' or '¡' || char.GetUnicodeCategory(text[at]) is UnicodeCategory.InitialQuotePunctuation;
    }

    private static void AddQuoted(string text, List<WrittenName> names)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var close = text[at] switch { '「' => '」', '『' => '』', '《' => '》', '“' => '”', '«' => '»', _ => '\0' };
            if (close == '\0') continue;
            var end = text.IndexOf(close, at + 1);
            if (end < 0) return;
            if (end - at is > 1 and < 40) names.Add(new WrittenName(text[(at + 1)..end], TextSpan.FromBounds(at + 1, end), false));
            at = end;
        }
    }
}
