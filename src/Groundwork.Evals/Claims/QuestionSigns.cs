using System.Collections.Frozen;

namespace Groundwork.Evals.Claims;

/// <summary>Tells questions that state something and introductions that announce something. By signs; what has none is a mere question, and no announcement.</summary>
internal static class QuestionSigns
{
    private static readonly char[] s_marks = [',', ';', '—', '–', '，', '、', '،', '¿'];

    // What turns a statement into a question.
    private static readonly FrozenSet<string> s_tags = FrozenSet.Create(
        StringComparer.Ordinal,
        "right", "correct", "ok", "okay", "yes", "no", "isn't it", "isn't that so", "aren't they", "doesn't it", "don't you think", "oder", "nicht wahr", "richtig", "stimmt's", "verdad", "cierto", "no es así",
        "n'est-ce pas", "non", "vero", "giusto", "certo", "né", "não é", "toch", "не так ли", "верно", "правда", "对吗", "对吧", "是吗", "ですよね");

    private static readonly FrozenSet<string> s_askingWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "what", "which", "how", "who", "whom", "whose", "when", "where", "why", "is", "are", "was", "were", "do", "does", "did", "can", "could", "would", "will", "should", "shall", "may", "have", "has", "if",
        "was", "welche", "welcher", "welches", "wie", "wer", "wann", "wo", "warum", "ist", "sind", "kann", "können", "soll", "möchten", "wenn", "qué", "cuál", "cuánto", "cómo", "quién", "cuándo", "dónde", "si",
        "quel", "quelle", "comment", "qui", "quand", "où", "pourquoi", "est-ce", "что", "какой", "какая", "как", "кто", "когда", "где", "почему", "если", "che", "quale", "come", "qual", "como", "quando");

    private static readonly string[] s_announcements =
        ["following", "follows", "here are", "here is", "below", "these", "folgend", "siguiente", "a continuación", "suivant", "voici", "ci-dessous", "следующ", "ниже", "seguent", "seguinte", "volgend", "以下", "如下", "次の", "التالي", "다음"];

    /// <summary>True when a statement stands before the question: one with a figure, or one that only a tag like "right" asks about.</summary>
    public static bool States(string sentence)
    {
        var cut = sentence.TrimEnd().LastIndexOfAny(s_marks);
        if (cut <= 0) return false;
        var (before, after) = (Plain(sentence[..cut]), Plain(sentence[(cut + 1)..]));
        if (before.Length == 0 || s_askingWords.Contains(before.Split(' ', 2)[0])) return false;
        return s_tags.Contains(after) || before.Any(char.IsDigit);
    }

    public static bool Announces(string sentence)
    {
        var plain = sentence.ToLowerInvariant();
        return Array.Exists(s_announcements, sign => plain.Contains(sign, StringComparison.Ordinal));
    }

    private static string Plain(string text) => text.ToLowerInvariant().Replace('’', '\'').Trim(' ', '\t', '\r', '\n', '?', '？', '؟', '⁇', '"', '”', '»', ')', '(', '«', '“', '¿');
}
