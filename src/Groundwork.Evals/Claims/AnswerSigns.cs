using System.Collections.Frozen;
using Groundwork.Language;

namespace Groundwork.Evals.Claims;

/// <summary>Tells sentences that claim nothing about the world: questions, greetings and closings, refusals. By signs in the languages of the product; what has no sign is a claim.</summary>
internal static class AnswerSigns
{
    /// <summary>Longer sentences say something else besides.</summary>
    private const int LongestCourtesy = 80;
    private const int LongestRefusal = 300;
    private const int LongestLeadIn = 120;

    private static readonly FrozenSet<string> s_courtesies = FrozenSet.Create(
        StringComparer.Ordinal,
        "hello", "hi", "hi there", "hey", "dear user", "good morning", "good afternoon", "good evening", "sure", "of course", "certainly", "great question", "good question", "thanks", "thank you",
        "you're welcome", "hope this helps", "i hope this helps", "i hope that helps", "hope that helps", "let me know if you have any other questions", "let me know if you need anything else",
        "feel free to ask", "have a nice day", "hallo", "guten tag", "guten morgen", "gerne", "natürlich", "danke", "gute frage", "ich hoffe das hilft", "viele grüße", "hola", "buenos días", "buenas tardes",
        "claro", "por supuesto", "gracias", "espero que esto ayude", "espero que te ayude", "bonjour", "bonsoir", "bien sûr", "merci", "j'espère que cela vous aide", "привет", "здравствуйте", "конечно", "спасибо",
        "надеюсь это поможет", "ciao", "buongiorno", "certo", "grazie", "olá", "bom dia", "claro que sim", "obrigado", "hoi", "goedendag", "bedankt", "你好", "您好", "当然", "谢谢", "希望对你有帮助", "こんにちは",
        "もちろんです", "ありがとうございます", "مرحبا", "بالطبع", "شكرا", "안녕하세요", "감사합니다");

    /// <summary>True when the sentence claims something that a source must support.</summary>
    public static bool NeedsSupport(string sentence) => HasWord(sentence) && !IsQuestion(sentence) && !IsCourtesy(sentence) && !IsRefusal(sentence) && !IsLeadIn(sentence);

    /// <summary>True when the subject declined: it said so, or every sentence of its text is a refusal, a question or a courtesy and one is a refusal.</summary>
    public static bool IsRefusal(Observation observation)
    {
        if (observation.Outcome != ObservedOutcome.Answered) return observation.Outcome == ObservedOutcome.Abstained;
        // What needs more room than a few sentences does not merely decline.
        if (observation.Text.Length > 4 * LongestRefusal) return false;
        var refuses = false;
        foreach (var span in SentenceSplitter.Split(observation.Text, LanguageDetector.Detect(observation.Text).Language))
        {
            var sentence = span.Of(observation.Text);
            if (NeedsSupport(sentence)) return false;
            refuses |= IsRefusal(sentence);
        }

        return refuses;
    }

    private static bool HasWord(string sentence) => sentence.Any(char.IsLetterOrDigit);

    // A question that holds a statement, as in "The dose is 500 mg, right?", states it.
    private static bool IsQuestion(string sentence) =>
        sentence.TrimEnd(' ', '\n', '\r', '\t', '"', '”', '»', ')')[^1] is '?' or '？' or '؟' or '⁇' && !QuestionSigns.States(sentence);

    /// <summary>An introduction to what follows, like <c>The steps are:</c>. Figures are no introduction unless it says that something follows.</summary>
    private static bool IsLeadIn(string sentence) =>
        sentence.TrimEnd()[^1] is ':' or '：' && sentence.Length <= LongestLeadIn && (!sentence.Any(char.IsDigit) || QuestionSigns.Announces(sentence));

    private static bool IsCourtesy(string sentence) => sentence.Length <= LongestCourtesy && s_courtesies.Contains(Plain(sentence));

    private static bool IsRefusal(string sentence) => sentence.Length <= LongestRefusal && Refusals.IsRefusal(sentence);

    private static string Plain(string sentence) =>
        string.Join(' ', string.Concat(sentence.ToLowerInvariant().Replace('’', '\'').Select(c => char.IsLetterOrDigit(c) || c == '\'' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
