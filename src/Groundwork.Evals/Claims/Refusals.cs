using System.Collections.Frozen;
using Groundwork.Language;

namespace Groundwork.Evals.Claims;

/// <summary>Tells sentences that merely decline: a sign of refusal, and little else once it is taken away.</summary>
internal static class Refusals
{
    // "The price of the pump" may be what is not known; more before the sign, or a figure, is said of the world.
    private const int MostBefore = 3;
    // What it is that is not known.
    private const int MostAfter = 5;

    private static readonly string[] s_refusals =
    [
        "i don't know", "i do not know", "i cannot answer", "i can't answer", "i am unable to", "i'm unable to", "i could not find", "i couldn't find", "i cannot find", "i can't find",
        "not able to answer", "no information about", "no information on", "not enough information", "insufficient information", "does not contain the answer", "do not contain the answer",
        "don't have enough", "do not have enough", "don't have any information", "do not have any information", "not mentioned in the", "cannot be answered", "can't be answered",
        "do not answer the question", "does not answer the question", "do not answer this question", "does not answer this question", "do not answer your question", "does not answer your question", "cannot help with", "can't help with",
        "ich weiß nicht", "ich weiß es nicht", "das weiß ich nicht", "kann ich nicht beantworten", "kann nicht beantwortet werden", "keine informationen", "nicht genügend informationen", "keine angaben zu",
        "no lo sé", "no sé", "no puedo responder", "no se puede responder", "no hay información", "no encuentro información", "no tengo información", "no dispongo de",
        "je ne sais pas", "je ne peux pas répondre", "aucune information", "pas d'information", "impossible de répondre",
        "я не знаю", "не могу ответить", "нет информации", "недостаточно информации",
        "non lo so", "non posso rispondere", "nessuna informazione", "não sei", "não posso responder", "não há informação", "não há informações", "ik weet het niet", "geen informatie",
        "我不知道", "无法回答", "無法回答", "没有相关信息", "没有足够的信息", "没有提到", "わかりません", "分かりません", "お答えできません", "情報がありません", "見つかりませんでした",
        "لا أعرف", "لا أعلم", "لا توجد معلومات", "لا يمكنني الإجابة", "모르겠습니다", "알 수 없습니다", "정보가 없습니다",
    ];

    // Where another statement begins.
    private static readonly string[] s_joints =
    [
        " although ", " though ", " but ", " however ", " while ", " whereas ", " yet ", " aber ", " obwohl ", " jedoch ", " sondern ", " während ", " pero ", " aunque ", " sino ", " mientras ", " mais ", " bien que ", " alors que ",
        " но ", " хотя ", " однако ", " ma ", " anche se ", " mas ", " embora ", " maar ", " hoewel ", "但", "虽然", "雖然", "不过", "ですが", "しかし", " لكن ", " ولكن ", "지만 ",
    ];

    private static readonly char[] s_marks = [',', ';', '—', '–', ':', '，', '；', '：', '、', '،', '؛'];

    // Words about the question and the sources, which say nothing of the world.
    private static readonly FrozenSet<string> s_frame = FrozenSet.Create(
        StringComparer.Ordinal,
        "sorry", "apologies", "apologize", "afraid", "regret", "unfortunately", "based", "according", "provided", "given", "available", "supplied", "retrieved", "above", "document", "documents", "passage", "passages", "context",
        "source", "sources", "text", "texts", "article", "articles", "excerpt", "excerpts", "leaflet", "information", "question", "answer", "specific", "specifically", "any", "there", "therefore", "so", "because", "since", "find", "mention", "i'm", "i", "it", "this", "that",
        "leider", "tut", "leid", "entschuldigung", "dokument", "dokumente", "dokumenten", "texte", "texten", "quellen", "bereitgestellten", "vorliegenden", "frage", "gibt", "siento", "lamento", "desafortunadamente", "lamentablemente",
        "documento", "documentos", "proporcionados", "contexto", "fuentes", "pregunta", "desolé", "désolé", "désolée", "malheureusement", "fournis", "contexte", "question", "сожалению", "извините", "простите", "документах", "документе",
        "вопрос", "этот", "purtroppo", "spiace", "documenti", "forniti", "infelizmente", "desculpe", "fornecidos", "helaas", "sorry", "documenten", "对不起", "抱歉", "很抱歉", "很遗憾", "這個問題", "这个问题", "申し訳ありません", "申し訳ありませんが",
        "すみません", "残念ながら", "عذرا", "آسف", "للأسف", "죄송합니다", "죄송하지만");

    private static readonly string[] s_requests = ["please ", "bitte ", "por favor", "veuillez ", "пожалуйста", "per favore", "请", "請"];

    public static bool IsRefusal(string sentence)
    {
        var plain = sentence.ToLowerInvariant().Replace('’', '\'');
        // The first sign, and the longest that begins there.
        var (sign, at) = s_refusals.Select(known => (Sign: known, At: plain.IndexOf(known, StringComparison.Ordinal))).Where(found => found.At >= 0)
            .OrderBy(found => found.At).ThenByDescending(found => found.Sign.Length).FirstOrDefault();
        if (sign is null) return false;
        var analyser = new TextAnalyzer(LanguageDetector.Detect(sentence).Language);
        return IsLittleBefore(plain[..at], analyser) && IsLittleAfter(plain[(at + sign.Length)..], analyser);
    }

    // Words of politeness, then what is not known.
    private static bool IsLittleBefore(string text, TextAnalyzer analyser)
    {
        var clauses = Clauses(text.Replace(" and ", ",", StringComparison.Ordinal));
        return clauses.Take(clauses.Count - 1).All(clause => ContentOf(clause, analyser) == 0) && !clauses[^1].Any(char.IsDigit) && ContentOf(clauses[^1], analyser) <= MostBefore;
    }

    private static bool IsLittleAfter(string text, TextAnalyzer analyser)
    {
        foreach (var sign in s_refusals) text = text.Replace(sign, " ", StringComparison.Ordinal);
        var joint = s_joints.Select(word => text.IndexOf(word, StringComparison.Ordinal)).Where(place => place >= 0).DefaultIfEmpty(text.Length).Min();
        var clauses = Clauses(text[..joint]);
        return clauses.Skip(1).All(clause => IsRequest(clause) || !clause.Any(char.IsDigit))
            && clauses.Where(clause => !IsRequest(clause)).Sum(clause => ContentOf(clause, analyser)) <= MostAfter
            && Clauses(text[joint..]).All(clause => IsRequest(clause) || ContentOf(clause, analyser) == 0);
    }

    private static bool IsRequest(string clause) => Array.Exists(s_requests, request => clause.TrimStart().StartsWith(request, StringComparison.Ordinal));

    private static List<string> Clauses(string text)
    {
        foreach (var joint in s_joints) text = text.Replace(joint, ",", StringComparison.Ordinal);
        return [.. text.Split(s_marks)];
    }

    /// <summary>Words that say something.</summary>
    private static int ContentOf(string clause, TextAnalyzer analyser)
    {
        var bare = clause.Trim(' ', '.', '!', '。', '"', '(', ')');
        if (bare.Length == 0 || s_frame.Contains(bare)) return 0;
        var terms = new List<Term>();
        analyser.Analyze(clause, terms);
        return terms.Where(term => !term.IsStopWord && !s_frame.Contains(term.Span.Of(clause))).Select(term => term.Position).Distinct().Count();
    }
}
