using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>A word that denies, with the words it most likely denies.</summary>
/// <param name="Scope">The nearest content words of its clause: up to two behind it; in verb-last languages, or where nothing stands behind, also the one before.</param>
internal sealed record Denial(IReadOnlyList<StatementWord> Scope)
{
    private const int MostBehind = 2;

    public static IReadOnlyList<Denial> Read(IReadOnlyList<StatementWord> words, LanguageCode language)
    {
        if (language.Code is "zh" or "ja" or "th") return [];
        var denials = new List<Denial>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsDenying(words[i], language)) continue;
            var scope = new List<StatementWord>();
            for (var j = i + 1; j < words.Count && words[j].Clause == words[i].Clause && scope.Count < MostBehind; j++)
                if (IsContent(words[j], language)) scope.Add(words[j]);
            if (scope.Count == 0 || language.Code is "de" or "nl")
                for (var j = i - 1; j >= 0 && words[j].Clause == words[i].Clause; j--)
                    if (IsContent(words[j], language))
                    {
                        scope.Add(words[j]);
                        break;
                    }

            // French "ne … pas" is one denial in two words.
            if (denials.Count > 0 && scope.Count > 0 && denials[^1].Scope.Any(w => ReferenceEquals(w, scope[0]))) continue;
            denials.Add(new Denial(scope));
        }

        return denials;
    }

    public bool Denies(StatementWord word) => Scope.Any(word.Shares);

    private static bool IsContent(StatementWord word, LanguageCode language) => !word.IsStopWord && !IsDenying(word, language);

    // "Mai" denies in Italian alone; elsewhere it is a month.
    private static bool IsDenying(StatementWord word, LanguageCode language) =>
        Negation.IsIn(word.Surface, language) && (word.Surface is not "mai" || language.Code is "it");
}
