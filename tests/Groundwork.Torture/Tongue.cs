namespace Groundwork.Torture;

/// <summary>A language as the generator speaks it: real function words, invented content words, its own way of ending a sentence.</summary>
/// <param name="Code">ISO 639-1.</param>
/// <param name="FunctionWords">The small words that make a language recognisable.</param>
/// <param name="Syllables">Content words are made of these.</param>
/// <param name="Separator">Between words; empty where words are not separated.</param>
/// <param name="FullStop">Ends a sentence.</param>
internal sealed record Tongue(string Code, string[] FunctionWords, string[] Syllables, string Separator = " ", string FullStop = ". ")
{
    public static IReadOnlyList<Tongue> All { get; } =
    [
        new("en", ["the", "of", "and", "to", "in", "is", "that", "it", "was", "for", "with", "as", "on", "are", "not"], ["ran", "dom", "ver", "ling", "stor", "age", "mer", "chant", "vol", "ume", "cor", "rel", "wick", "sham", "bar"]),
        new("de", ["der", "die", "und", "das", "ist", "nicht", "ein", "mit", "auf", "für", "von", "dem", "sich", "auch", "wird"], ["schran", "ken", "ver", "lauf", "grün", "dung", "über", "stell", "wort", "haus", "brück", "ung", "zeit", "maß", "küh"]),
        new("es", ["el", "la", "de", "que", "y", "en", "los", "se", "del", "las", "por", "un", "para", "con", "no"], ["can", "ción", "mar", "rero", "pla", "ñado", "tier", "vien", "tos", "cam", "pos", "lun", "a", "bri", "sa"]),
        new("ru", ["и", "в", "не", "на", "что", "он", "с", "как", "это", "по", "но", "из", "у", "за", "от"], ["вода", "гор", "лес", "нов", "ряд", "стол", "мир", "поль", "зов", "тель", "кни", "га", "пере", "ход", "сло"]),
        new("zh", ["的", "是", "在", "和", "了", "有", "不", "这", "我们", "他们"], ["水", "山", "数据", "索引", "文档", "搜索", "答案", "引用", "句子", "语言", "城市", "河流", "时间", "学生", "问题"], Separator: string.Empty, FullStop: "。"),
        new("ar", ["في", "من", "على", "إلى", "هذا", "أن", "التي", "الذي", "مع", "عن"], ["كتاب", "مدينة", "نهر", "علم", "طريق", "سوق", "بحر", "جبل", "لغة", "سؤال", "جواب", "بيت", "شجر", "قمر", "وقت"]),
    ];

    /// <summary>One of a thousand content words, the first ones far more often than the last.</summary>
    public string ContentWord(Random random)
    {
        // Squaring twice makes a long tail, as words have.
        var u = random.NextDouble();
        var rank = (int)(u * u * u * u * 1000);
        var word = string.Empty;
        for (var rest = rank + Syllables.Length; rest > 0; rest /= Syllables.Length) word += Syllables[rest % Syllables.Length];
        return word;
    }

    public string Sentence(Random random)
    {
        var words = new List<string>();
        for (var count = random.Next(6, 22); count > 0; count--)
            words.Add(random.Next(5) < 2 ? FunctionWords[random.Next(FunctionWords.Length)] : ContentWord(random));
        if (random.Next(6) == 0) words.Insert(random.Next(words.Count), random.Next(1, 3000).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var text = string.Join(Separator, words);
        return char.ToUpperInvariant(text[0]) + text[1..] + FullStop;
    }

    public string Paragraph(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 8)).Select(_ => Sentence(random))).TrimEnd();
}
