using System.Collections.Frozen;

namespace Groundwork.Language;

/// <summary>Whether a sentence denies something.</summary>
public static class Negation
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.Ordinal,
        "not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "cannot", "without",
        "nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "niemand", "nichts", "ohne", "weder",
        "nunca", "ningún", "ninguna", "ninguno", "nada", "nadie", "sin", "tampoco",
        "ne", "pas", "jamais", "aucun", "aucune", "rien", "sans",
        "не", "нет", "ни", "никогда", "никто", "ничего", "без",
        "non", "mai", "nessun", "nessuno", "nessuna", "niente", "senza",
        "não", "nenhum", "nenhuma", "ninguém", "sem",
        "niet", "geen", "nooit", "niemand", "niets", "zonder",
        "لا", "ليس", "ليست", "لم", "لن", "غير", "بدون", "دون");

    private static readonly string[] Marks = ["没有", "沒有", "不", "无", "無", "未", "非", "ない", "ません", "ไม่"];

    /// <summary>True when a negation stands in the text.</summary>
    /// <param name="text">A sentence or two.</param>
    /// <param name="language">Chinese, Japanese and Thai are searched for marks, the others for words.</param>
    public static bool IsIn(string text, LanguageCode language)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (language.Code is "zh" or "ja" or "th") return Array.Exists(Marks, mark => text.Contains(mark, StringComparison.Ordinal));
        foreach (var span in WordSplitter.Split(text))
        {
            var word = span.Of(text).ToLowerInvariant();
            if (Words.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal) || word.EndsWith("n’t", StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
