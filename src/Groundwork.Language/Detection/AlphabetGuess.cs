namespace Groundwork.Language.Detection;

/// <summary>Chooses among the languages of one alphabet: naive Bayes over letters, pairs, triples and frequent words.</summary>
internal static class AlphabetGuess
{
    // The kinds of evidence overlap, so a nat of them together is worth less than a nat; this many make one.
    private const double NatsPerNat = 4;

    // Names keep their spelling in every language: a capital inside a sentence halves what the word can say.
    private const float WeightOfNames = 0.5f;

    private const int LongestWord = 40;

    public static LanguageGuess Of(ReadOnlySpan<char> text, Script script)
    {
        var profiles = LanguageProfiles.Instance;
        var costs = Array.ConvertAll(profiles.Languages, PriorCost);
        var hasEvidence = false;
        var startsSentence = true;
        for (var at = 0; at < text.Length;)
        {
            if (Scripts.Of(text[at]) != script)
            {
                startsSentence |= text[at] is '.' or '!' or '?' or '\n' or ':';
                at++;
                continue;
            }

            var end = at;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            end = Math.Max(end, at + 1);
            var weight = char.IsUpper(text[at]) && !startsSentence ? WeightOfNames : 1;
            hasEvidence |= AddWord(profiles, text[at..Math.Min(end, at + LongestWord)], weight, costs);
            startsSentence = false;
            at = end;
        }

        return hasEvidence ? Best(profiles.Languages, costs, script) : new LanguageGuess(LanguageCode.Undetermined, 0);
    }

    private static bool AddWord(LanguageProfiles profiles, ReadOnlySpan<char> word, float weight, float[] costs)
    {
        Span<char> buffer = stackalloc char[LongestWord + 2];
        var padded = buffer[..(word.Length + 2)];
        padded[0] = padded[^1] = '_';
        for (var i = 0; i < word.Length; i++) padded[i + 1] = char.ToLowerInvariant(word[i]);

        var found = false;
        for (var i = 1; i <= word.Length; i++) found |= Add(profiles.Find(padded.Slice(i, 1)), weight, costs);
        for (var i = 0; i + 2 <= padded.Length; i++) found |= Add(profiles.Find(padded.Slice(i, 2)), weight, costs);
        for (var i = 0; i + 3 <= padded.Length; i++) found |= Add(profiles.Find(padded.Slice(i, 3)), weight, costs);
        padded[0] = '=';
        return found | Add(profiles.Find(padded[..^1]), weight, costs);
    }

    private static bool Add(float[]? gram, float weight, float[] costs)
    {
        if (gram is null) return false;
        for (var i = 0; i < costs.Length; i++) costs[i] += gram[i] * weight;
        return true;
    }

    private static LanguageGuess Best(LanguageCode[] languages, float[] costs, Script script)
    {
        var best = -1;
        for (var i = 0; i < languages.Length; i++)
            if (IsWrittenIn(languages[i], script) && (best < 0 || costs[i] < costs[best]))
                best = i;
        double sum = 0;
        for (var i = 0; i < languages.Length; i++)
            if (IsWrittenIn(languages[i], script))
                sum += Math.Exp((costs[best] - costs[i]) / NatsPerNat);
        return new LanguageGuess(languages[best], 1 / sum);
    }

    // How much is written in the language, in steps and by our own rough estimate: it decides only where a word or two decide nothing.
    private static float PriorCost(LanguageCode language)
    {
        var share = language.Code switch
        {
            "en" => 0.2,
            "de" or "es" or "fr" or "it" or "pt" or "ru" => 0.05,
            "cs" or "id" or "nl" or "pl" or "sv" or "tr" or "uk" or "vi" => 0.015,
            _ => 0.005,
        };
        return (float)(-Math.Log(share) * NatsPerNat);
    }

    private static bool IsWrittenIn(LanguageCode language, Script script) =>
        language.Code is "ru" or "uk" or "bg" == (script == Script.Cyrillic);
}
