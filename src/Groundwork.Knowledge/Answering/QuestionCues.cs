using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>Words that tell what a question asks for, and signs in a sentence that it may answer. Language by language, shortest lists that carry.</summary>
internal static class QuestionCues
{
    // The first cue that stands in the question decides, so longer and rarer ones come first. Cues of scripts without spaces match anywhere.
    private static readonly Dictionary<string, (QuestionKind Kind, string[] Cues)[]> Questions = new(StringComparer.Ordinal)
    {
        ["en"] =
        [
            (QuestionKind.HowMany, ["how many", "how much", "how long", "how old", "how far", "how tall", "how large", "how often", "what percentage", "what percent", "what number", "what fraction"]),
            (QuestionKind.When, ["when", "what year", "which year", "what date", "what day", "what month", "what century", "what decade", "how soon"]),
            (QuestionKind.Where, ["where", "what city", "what country", "which country", "which city", "what place", "what state"]),
            (QuestionKind.Who, ["who", "whom", "whose", "which person", "which player"]),
            (QuestionKind.Why, ["why", "what reason", "for what reason", "what causes", "what caused"]),
            (QuestionKind.Definition, ["what is", "what are", "what exactly is", "what exactly are", "what does", "define", "meaning of"]),
        ],
        ["de"] =
        [
            (QuestionKind.HowMany, ["wie viele", "wie viel", "wie lange", "wie alt", "wie groß", "wie hoch", "wie weit", "wie oft", "welcher prozentsatz", "wie viel prozent", "welche anzahl"]),
            (QuestionKind.When, ["wann", "welchem jahr", "welches jahr", "welchem datum", "welchem tag", "welchem jahrhundert"]),
            (QuestionKind.Where, ["wo", "wohin", "woher", "welcher stadt", "welchem land", "welchem ort"]),
            (QuestionKind.Who, ["wer", "wen", "wem", "wessen", "welcher spieler"]),
            (QuestionKind.Why, ["warum", "weshalb", "wieso", "aus welchem grund"]),
            (QuestionKind.Definition, ["was ist ein", "was ist eine", "was sind", "was bedeutet", "was versteht man"]),
        ],
        ["es"] =
        [
            (QuestionKind.HowMany, ["cuántos", "cuántas", "cuánto", "cuánta", "qué porcentaje", "qué número", "qué cantidad"]),
            (QuestionKind.When, ["cuándo", "qué año", "qué fecha", "qué día", "qué siglo", "qué década"]),
            (QuestionKind.Where, ["dónde", "adónde", "qué ciudad", "qué país", "qué lugar"]),
            (QuestionKind.Who, ["quién", "quiénes", "qué jugador"]),
            (QuestionKind.Why, ["por qué", "a qué se debe", "cuál es la razón"]),
            (QuestionKind.Definition, ["qué es", "qué son", "qué significa"]),
        ],
        ["fr"] =
        [
            (QuestionKind.HowMany, ["combien", "quel pourcentage", "quel nombre"]),
            (QuestionKind.When, ["quand", "quelle année", "quelle date", "quel jour", "quel siècle"]),
            (QuestionKind.Where, ["où", "quelle ville", "quel pays", "quel endroit"]),
            (QuestionKind.Who, ["qui", "quel joueur"]),
            (QuestionKind.Why, ["pourquoi", "quelle raison"]),
            (QuestionKind.Definition, ["qu'est-ce que", "qu'est-ce qu", "que signifie"]),
        ],
        ["ru"] =
        [
            (QuestionKind.HowMany, ["сколько", "какой процент", "какое количество", "как долго", "как часто"]),
            (QuestionKind.When, ["когда", "каком году", "какой год", "какого числа", "каком веке"]),
            (QuestionKind.Where, ["где", "куда", "откуда", "каком городе", "какой стране"]),
            (QuestionKind.Who, ["кто", "кого", "кому", "кем", "какой игрок"]),
            (QuestionKind.Why, ["почему", "зачем", "по какой причине"]),
            (QuestionKind.Definition, ["что такое", "что означает", "что представляет"]),
        ],
        ["zh"] =
        [
            (QuestionKind.HowMany, ["多少", "几个", "几次", "多久", "多长", "多大", "多高", "百分之几", "几名"]),
            (QuestionKind.When, ["什么时候", "何时", "哪一年", "哪年", "几年", "什么时间", "哪一天"]),
            (QuestionKind.Where, ["哪里", "在哪", "何处", "什么地方", "哪个城市", "哪个国家"]),
            (QuestionKind.Who, ["谁", "哪位", "什么人"]),
            (QuestionKind.Why, ["为什么", "为何", "什么原因"]),
            (QuestionKind.Definition, ["是什么", "什么是"]),
        ],
        ["ar"] =
        [
            (QuestionKind.HowMany, ["كم", "ما عدد", "ما نسبة", "ما مقدار"]),
            (QuestionKind.When, ["متى", "أي عام", "أي سنة", "في أي تاريخ"]),
            (QuestionKind.Where, ["أين", "أي مدينة", "أي بلد", "أي دولة"]),
            (QuestionKind.Who, ["من هو", "من هي", "من هم", "من الذي", "من"]),
            (QuestionKind.Why, ["لماذا", "ما سبب", "ما السبب"]),
            (QuestionKind.Definition, ["ما هو", "ما هي", "ما معنى"]),
        ],
        ["it"] =
        [
            (QuestionKind.HowMany, ["quanti", "quante", "quanto", "quanta", "che percentuale"]),
            (QuestionKind.When, ["quando", "che anno", "quale anno"]),
            (QuestionKind.Where, ["dove", "quale città", "quale paese"]),
            (QuestionKind.Who, ["chi"]),
            (QuestionKind.Why, ["perché"]),
            (QuestionKind.Definition, ["che cos'è", "cos'è", "che cosa sono"]),
        ],
        ["pt"] =
        [
            (QuestionKind.HowMany, ["quantos", "quantas", "quanto", "quanta", "que percentagem", "qual a porcentagem"]),
            (QuestionKind.When, ["quando", "que ano", "qual ano"]),
            (QuestionKind.Where, ["onde", "que cidade", "que país"]),
            (QuestionKind.Who, ["quem"]),
            (QuestionKind.Why, ["por que", "porquê", "porque"]),
            (QuestionKind.Definition, ["o que é", "o que são", "o que significa"]),
        ],
        ["nl"] =
        [
            (QuestionKind.HowMany, ["hoeveel", "hoe lang", "hoe oud", "hoe groot", "welk percentage"]),
            (QuestionKind.When, ["wanneer", "welk jaar", "welke datum"]),
            (QuestionKind.Where, ["waar", "welke stad", "welk land"]),
            (QuestionKind.Who, ["wie"]),
            (QuestionKind.Why, ["waarom"]),
            (QuestionKind.Definition, ["wat is een", "wat is", "wat zijn", "wat betekent"]),
        ],
        ["ja"] =
        [
            (QuestionKind.HowMany, ["いくつ", "何人", "何個", "いくら", "どのくらい", "何回", "何パーセント"]),
            (QuestionKind.When, ["いつ", "何年", "何月", "何日"]),
            (QuestionKind.Where, ["どこ", "どの国", "どの都市"]),
            (QuestionKind.Who, ["誰", "だれ", "どなた"]),
            (QuestionKind.Why, ["なぜ", "どうして", "何故"]),
            (QuestionKind.Definition, ["とは何", "とは"]),
        ],
    };

    // Words that ask and carry nothing of what is asked about.
    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase)
    {
        "exactly", "mean", "means", "meant", "define", "really", "actually", "happening", "please", "genau", "bedeutet", "eigentlich", "significa", "exactamente",
        "signifie", "exactement", "означает", "именно", "esattamente", "exatamente", "betekent", "precies",
    };

    private static readonly Dictionary<string, string[]> Reasons = new(StringComparer.Ordinal)
    {
        ["en"] = ["because", "due to", "since", "so that", "therefore", "as a result", "caused by", "in order to", "reason"],
        ["de"] = ["weil", "da ", "wegen", "aufgrund", "damit", "deshalb", "daher", "grund", "um "],
        ["es"] = ["porque", "debido", "ya que", "por lo que", "a causa", "para ", "razón"],
        ["fr"] = ["parce que", "car ", "en raison", "puisque", "afin", "cause", "raison"],
        ["ru"] = ["потому", "так как", "поскольку", "из-за", "чтобы", "вследствие", "причин"],
        ["zh"] = ["因为", "由于", "所以", "因此", "为了", "原因"],
        ["ar"] = ["لأن", "بسبب", "نتيجة", "لكي", "من أجل", "سبب"],
        ["it"] = ["perché", "poiché", "a causa", "dato che", "per "],
        ["pt"] = ["porque", "devido", "já que", "por causa", "para "],
        ["nl"] = ["omdat", "doordat", "wegens", "daarom", "zodat"],
        ["ja"] = ["ため", "ので", "から", "理由"],
    };

    private static readonly string[] TimeWords =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "century",
        "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "jahrhundert", "jahr",
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "siglo", "año",
        "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "décembre", "siècle",
        "январ", "феврал", "март", "апрел", "мая", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр", "век", "год",
        "世纪", "世紀", "年", "月", "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر", "القرن", "عام",
    ];

    private static readonly string[] NumberWords =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "hundred", "thousand", "million", "billion", "half", "third", "quarter", "percent",
        "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "hundert", "tausend", "million", "hälfte", "prozent",
        "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "cien", "mil", "millón", "millones", "mitad",
        "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix", "cent", "mille", "moitié",
        "два", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "сто", "тысяч", "миллион", "половин",
        "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "亿", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة", "مئة", "ألف", "مليون",
    ];

    /// <summary>What the question asks for.</summary>
    public static QuestionKind KindOf(string question, LanguageCode language)
    {
        if (!Questions.TryGetValue(language.Code, out var kinds)) return QuestionKind.Open;
        var text = question.ToLowerInvariant();
        foreach (var (kind, cues) in kinds)
            foreach (var cue in cues)
                if (Stands(text, cue)) return kind;
        return QuestionKind.Open;
    }

    /// <summary>Whether a word only asks.</summary>
    public static bool IsFiller(string word) => Fillers.Contains(word);

    /// <summary>Whether a sentence shows signs of holding what the question asks for, beyond the question's own words.</summary>
    public static bool MayAnswer(QuestionKind kind, string sentence, string question, LanguageCode language) => kind switch
    {
        QuestionKind.When => HasNewNumber(sentence, question) || HasWord(sentence, TimeWords),
        QuestionKind.HowMany => HasNewNumber(sentence, question) || HasWord(sentence, NumberWords),
        QuestionKind.Who or QuestionKind.Where => HasNewName(sentence, question),
        QuestionKind.Why => Reasons.TryGetValue(language.Code, out var signs) && HasWord(sentence, signs),
        _ => false,
    };

    private static bool Stands(string text, string cue)
    {
        for (var at = text.IndexOf(cue, StringComparison.Ordinal); at >= 0; at = text.IndexOf(cue, at + 1, StringComparison.Ordinal))
        {
            if (cue[0] >= 0x3040) return true;
            var end = at + cue.Length;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end]))) return true;
        }

        return false;
    }

    // Stems such as "январ" stand for all their forms, so only the start of a word is compared.
    private static bool HasWord(string sentence, string[] words)
    {
        var text = sentence.ToLowerInvariant();
        foreach (var word in words)
            for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
                if (word[0] >= 0x3040 || at == 0 || !char.IsLetter(text[at - 1])) return true;
        return false;
    }

    private static bool HasNewNumber(string sentence, string question)
    {
        for (var i = 0; i < sentence.Length; i++)
        {
            if (!char.IsDigit(sentence[i])) continue;
            var start = i;
            while (i + 1 < sentence.Length && char.IsDigit(sentence[i + 1])) i++;
            if (!question.Contains(sentence[start..(i + 1)], StringComparison.Ordinal)) return true;
        }

        return false;
    }

    // A capitalised word inside the sentence that the question does not hold. Scripts without capitals show no sign either way.
    private static bool HasNewName(string sentence, string question)
    {
        var isFirst = true;
        foreach (var span in WordSplitter.Split(sentence))
        {
            var word = span.Of(sentence);
            if (!isFirst && char.IsUpper(word[0]) && !question.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
            isFirst = false;
        }

        return false;
    }
}
