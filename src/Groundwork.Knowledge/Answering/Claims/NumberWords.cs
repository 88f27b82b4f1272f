namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>Two to twelve as words, language by language. "One" is left out, for it is an article or a pronoun nearly everywhere, and so are words that mean something else as well.</summary>
internal static class NumberWords
{
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["en"] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        ["de"] = ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
        ["es"] = ["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"],
        ["fr"] = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "", "dix", "onze", "douze"],
        ["it"] = ["due", "tre", "quattro", "cinque", "", "sette", "otto", "nove", "dieci", "undici", "dodici"],
        ["pt"] = ["dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze"],
        ["nl"] = ["twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"],
        ["ru"] = ["два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать", "двенадцать"],
    };

    /// <summary>The number that a word of this language names, 2..12, or null.</summary>
    public static int? Find(string language, string lowerCaseWord)
    {
        if (!Words.TryGetValue(language, out var words)) return null;
        var at = Array.IndexOf(words, lowerCaseWord);
        return at < 0 ? null : at + 2;
    }
}
