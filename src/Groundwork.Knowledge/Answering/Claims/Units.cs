namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>Words and signs of units, case by case where the case decides (Mb are bits, MB are bytes), and words that multiply a number. A word of the table stands for all words that begin with it when it ends in <c>*</c>.</summary>
internal static class Units
{
    private static readonly (string Unit, string[] Words)[] Table =
    [
        ("%", ["%*", "％*", "percent*", "pct", "prozent*", "pourcent*", "procent*", "процент*"]),
        ("ms", ["ms", "millisecond*", "millisekund*", "milisegundo*", "milliseconde*", "миллисекунд*"]),
        ("s", ["s", "sec", "secs", "second*", "sekunde*", "segundo*", "seconde*", "секунд*", "secondi", "秒*"]),
        ("min", ["min", "mins", "minute*", "minuto*", "минут*", "minuti", "minuut", "minuten", "分钟*", "分鐘*"]),
        ("h", ["h", "hr", "hrs", "hour*", "stunde*", "hora*", "heure*", "час", "часа", "часов", "ore", "uur", "小时*"]),
        ("d", ["day", "days", "tag", "tage", "tagen", "día", "días", "jour", "jours", "день", "дня", "дней", "giorni", "dias", "dagen", "天*"]),
        ("week", ["week", "weeks", "woche*", "semana*", "semaine*", "недел*", "settiman*", "weken"]),
        ("month", ["month", "months", "monat*", "mes", "meses", "mois", "месяц*", "mesi", "maanden"]),
        ("year", ["year", "years", "jahr", "jahre", "jahren", "año", "años", "ans", "année*", "год", "года", "лет", "anni", "anos", "jaar"]),
        ("bit", ["bit", "bits"]), ("kbit", ["kbit*", "kilobit*", "kbps"]), ("Mbit", ["mbit*", "megabit*", "mbps"]), ("Gbit", ["gbit*", "gigabit*", "gbps"]),
        ("byte", ["byte", "bytes", "octet*", "байт*"]),
        ("kB", ["kb", "kib", "kilobyte*"]),
        ("MB", ["mb", "mib", "megabyte*", "мегабайт*"]),
        ("GB", ["gb", "gib", "gigabyte*", "гигабайт*"]),
        ("TB", ["tb", "tib", "terabyte*"]),
        ("km", ["km", "kilomet*", "километр*"]), ("cm", ["cm", "centimet*", "zentimet*", "centímet*"]), ("mm", ["mm", "millimet*", "milímet*"]), ("µm", ["µm", "μm", "micromet*", "mikromet*"]), ("nm", ["nm", "nanomet*"]),
        ("m", ["m", "metre", "metres", "meter", "meters", "metern", "metro", "metros", "mètre*", "metri", "метр*"]),
        ("kg", ["kg", "kilogram*", "килограмм*"]), ("mg", ["mg", "milligram*", "miligram*"]), ("µg", ["µg", "μg", "mcg", "microgram*", "mikrogram*"]), ("g", ["g", "gram", "grams", "gramm", "gramme*", "gramo*", "grammi", "грамм*"]),
        ("ml", ["ml", "millilit*"]), ("l", ["litre*", "liter", "liters", "litro*"]),
        ("°C", ["°c", "℃", "celsius"]), ("°F", ["°f", "℉", "fahrenheit"]),
        ("V", ["volt*"]), ("W", ["watt", "watts", "vatio*"]), ("kW", ["kw", "kilowatt*"]), ("kWh", ["kwh"]), ("Hz", ["hz", "hertz"]), ("kHz", ["khz", "kilohertz"]), ("MHz", ["mhz", "megahertz"]), ("GHz", ["ghz", "gigahertz"]),
        ("CHF", ["chf", "franken", "francs"]), ("JPY", ["¥*", "jpy", "yen", "円*"]),
        ("USD", ["$*", "usd", "dollar*", "dólar*", "доллар*"]),
        ("EUR", ["€*", "eur", "euro*", "евро"]),
        ("GBP", ["£*", "gbp"]),
    ];

    // Where capitals tell one unit from another.
    private static readonly Dictionary<string, string> ByCase = new(StringComparer.Ordinal)
    {
        ["b"] = "bit", ["Kb"] = "kbit", ["Mb"] = "Mbit", ["Gb"] = "Gbit", ["Tb"] = "Tbit", ["V"] = "V", ["kV"] = "kV", ["mV"] = "mV", ["W"] = "W", ["mW"] = "mW", ["MW"] = "MW", ["GW"] = "GW", ["mHz"] = "mHz",
    };

    private static readonly (decimal Factor, string[] Words)[] Factors =
    [
        (1_000m, ["thousand*", "tausend*", "mille", "тысяч*", "mila", "duizend"]),
        (1_000_000m, ["million*", "millón", "millones", "миллион*", "milion*", "miljoen", "milhão", "milhões"]),
        (1_000_000_000m, ["billion", "billions", "milliarde*", "milliard*", "миллиард*", "miliard*", "miljard", "bilhão", "bilhões"]),
    ];

    /// <summary>The unit that this word or sign names, or null.</summary>
    public static string? Find(string written)
    {
        if (ByCase.TryGetValue(written, out var exact)) return exact;
        var word = written.ToLowerInvariant().AsSpan();
        foreach (var (unit, words) in Table)
            if (IsAmong(word, words)) return unit;
        return null;
    }

    /// <summary>What this word multiplies a number by; 1 for any other word.</summary>
    public static decimal FactorOf(ReadOnlySpan<char> word)
    {
        foreach (var (factor, words) in Factors)
            if (IsAmong(word, words)) return factor;
        return 1;
    }

    private static bool IsAmong(ReadOnlySpan<char> word, string[] words)
    {
        foreach (var known in words)
            if (known[^1] == '*' ? word.StartsWith(known.AsSpan(0, known.Length - 1), StringComparison.Ordinal) : word.Equals(known, StringComparison.Ordinal)) return true;
        return false;
    }
}
