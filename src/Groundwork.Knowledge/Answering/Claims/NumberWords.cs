using System.Collections.Frozen;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>Two to 999 as words, language by language. "One" is left out, for it is an article or a pronoun nearly everywhere, and so are single words that mean something else as well.</summary>
internal static class NumberWords
{
    /// <summary>Most words that one number has.</summary>
    public const int MostWords = 6;

    private const int Largest = 999;

    private static readonly string[] En = Split("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");
    private static readonly string[] EnTens = Split("- - twenty thirty forty fifty sixty seventy eighty ninety");
    private static readonly string[] De = Split("null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn");
    private static readonly string[] DeTens = Split("- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig");
    private static readonly string[] Nl = Split("nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien");
    private static readonly string[] NlTens = Split("- - twintig dertig veertig vijftig zestig zeventig tachtig negentig");
    private static readonly string[] Es = Split("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve");
    private static readonly string[] EsTens = Split("- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa");
    private static readonly string[] EsHundreds = Split("- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos");
    private static readonly string[] Pt = Split("zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove");
    private static readonly string[] PtTens = Split("- - vinte trinta quarenta cinquenta sessenta setenta oitenta noventa");
    private static readonly string[] PtHundreds = Split("- cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos");
    private static readonly string[] Fr = Split("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf");
    private static readonly string[] FrTens = Split("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt");
    private static readonly string[] It = Split("zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove");
    private static readonly string[] ItTens = Split("- - venti trenta quaranta cinquanta sessanta settanta ottanta novanta");
    private static readonly string[] Ru = Split("ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать");
    private static readonly string[] RuTens = Split("- - двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто");
    private static readonly string[] RuHundreds = Split("- сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот");

    private static readonly FrozenDictionary<string, FrozenDictionary<string, int>> Words = new (string Language, Func<int, string[]> Say, string[] Other)[]
    {
        ("en", English, []), ("de", German, []), ("es", Spanish, []), ("fr", French, ["neuf"]), ("it", Italian, ["sei"]), ("pt", Portuguese, []), ("nl", Dutch, []), ("ru", Russian, []),
    }.ToFrozenDictionary(l => l.Language, l => Of(l.Say, l.Other), StringComparer.Ordinal);

    /// <summary>The number that a word of this language names, 2..999, or null.</summary>
    /// <param name="language">ISO 639-1 code.</param>
    /// <param name="lowerCaseWords">One word, or several with single spaces in the place of spaces and hyphens.</param>
    public static int? Find(string language, string lowerCaseWords) =>
        Words.TryGetValue(language, out var words) && words.TryGetValue(lowerCaseWords, out var value) ? value : null;

    private static FrozenDictionary<string, int> Of(Func<int, string[]> say, string[] other)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var value = 2; value <= Largest; value++)
            foreach (var said in say(value))
                if (!other.Contains(said, StringComparer.Ordinal)) words.TryAdd(said.Replace('-', ' '), value);
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string[] Split(string words) => words.Split(' ');

    private static string[] English(int value)
    {
        if (value < 20) return [En[value]];
        if (value < 100) return [value % 10 == 0 ? EnTens[value / 10] : $"{EnTens[value / 10]} {En[value % 10]}"];
        var (hundreds, rest) = ($"{En[value / 100]} hundred", value % 100);
        if (rest == 0) return [hundreds];
        var small = rest < 20 ? En[rest] : English(rest)[0];
        return [$"{hundreds} {small}", $"{hundreds} and {small}"];
    }

    private static string[] German(int value)
    {
        if (value < 20) return [De[value]];
        if (value < 100) return [value % 10 == 0 ? DeTens[value / 10] : $"{De[value % 10]}und{DeTens[value / 10]}"];
        var rest = value % 100;
        var tail = rest switch { 0 => "", 1 => "eins", _ => German(rest)[0] };
        return value < 200 ? [$"einhundert{tail}", $"hundert{tail}"] : [$"{De[value / 100]}hundert{tail}"];
    }

    private static string[] Dutch(int value)
    {
        if (value < 20) return [Nl[value]];
        if (value < 100) return [value % 10 == 0 ? NlTens[value / 10] : $"{Nl[value % 10]}{(Nl[value % 10].EndsWith('e') ? "ën" : "en")}{NlTens[value / 10]}"];
        var tail = value % 100 == 0 ? "" : value % 100 == 1 ? "een" : Dutch(value % 100)[0];
        return [(value < 200 ? "" : Nl[value / 100]) + "honderd" + tail];
    }

    private static string[] Spanish(int value)
    {
        if (value < 30) return [Es[value]];
        if (value < 100) return [value % 10 == 0 ? EsTens[value / 10] : $"{EsTens[value / 10]} y {Es[value % 10]}"];
        if (value == 100) return ["cien"];
        return [value % 100 == 0 ? EsHundreds[value / 100] : $"{EsHundreds[value / 100]} {Spanish(value % 100)[0]}"];
    }

    private static string[] Portuguese(int value)
    {
        if (value < 20) return [Pt[value]];
        if (value < 100) return [value % 10 == 0 ? PtTens[value / 10] : $"{PtTens[value / 10]} e {Pt[value % 10]}"];
        if (value == 100) return ["cem"];
        return [value % 100 == 0 ? PtHundreds[value / 100] : $"{PtHundreds[value / 100]} e {Portuguese(value % 100)[0]}"];
    }

    private static string[] French(int value)
    {
        if (value < 20) return [Fr[value]];
        if (value < 100)
        {
            var (tens, rest) = (value / 10, value % 10);
            if (tens is 7 or 9) rest += 10;
            if (rest == 0) return [tens == 8 ? "quatre-vingts" : FrTens[tens]];
            return [rest is 1 or 11 && tens < 8 ? $"{FrTens[tens]} et {Fr[rest]}" : $"{FrTens[tens]} {Fr[rest]}"];
        }

        var hundreds = value < 200 ? "cent" : $"{Fr[value / 100]} cent{(value % 100 == 0 ? "s" : "")}";
        return [value % 100 == 0 ? hundreds : $"{hundreds} {French(value % 100)[0]}"];
    }

    private static string[] Italian(int value)
    {
        if (value < 20) return [It[value]];
        if (value < 100)
        {
            var (tens, rest) = (ItTens[value / 10], value % 10);
            if (rest is 1 or 8) tens = tens[..^1];
            return [rest == 0 ? tens : tens + (rest == 3 ? "tré" : It[rest])];
        }

        return [(value < 200 ? "" : It[value / 100]) + "cento" + (value % 100 == 0 ? "" : Italian(value % 100)[0])];
    }

    private static string[] Russian(int value)
    {
        if (value < 20) return [Ru[value]];
        if (value < 100) return [value % 10 == 0 ? RuTens[value / 10] : $"{RuTens[value / 10]} {Ru[value % 10]}"];
        return [value % 100 == 0 ? RuHundreds[value / 100] : $"{RuHundreds[value / 100]} {Russian(value % 100)[0]}"];
    }
}
