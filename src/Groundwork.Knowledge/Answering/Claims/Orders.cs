using System.Text.RegularExpressions;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>
/// Sentences that order the reader of the evidence instead of saying something: they are no evidence, and an answer does not repeat them. Words in quotation marks
/// or code are talked about, not said, and so is what someone makes another do. A short reviewed list; what it misses must still be carried by other evidence.
/// </summary>
internal static partial class Orders
{
    public static bool IsIn(string sentence) => sentence.Length > 0 && Order().IsMatch(Quoted().Replace(sentence, " "));

    [GeneratedRegex("""["“„«][^"”“»]{0,300}["”“»]|`[^`]{0,300}`""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(
        """
        (?<=^|[.!?:;,>*-]\s{0,3}|\b(?:and|please|now|then|must|should)\s)(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,3}(?:previous|prior|above|earlier|preceding|system|your)\s+(?:\w+\s+){0,2}(?:instructions?|prompts?|rules?|messages?|directions?)\b
        | (?<=^|[.!?:;,>*-]\s{0,3}|\b(?:and|please)\s)you\s+are\s+now\s+(?:a|an|dan|in\s+(?:\w+\s+){1,2}mode)\b
        | (?<=^|[.!?:;>*-]\s{0,3}|\b(?:please|always|then)\s)(?:answer|respond|reply)\s+(?:only\s+)?with\s+(?:the\s+)?(?:word|words|text|following|exactly|only)\b
        | (?<=^|[.!?:;,>*-]\s{0,3}|\b(?:and|please|now|then|must|should)\s)(?:reveal|print|repeat|show|output)\s+(?:\w+\s+){0,2}(?:system\s+prompt|your\s+(?:instructions|prompt|rules))\b
        | \bdo\s+not\s+(?:tell|mention|reveal)\s+(?:\w+\s+){0,3}(?:user|reader|anyone)\b
        | \bnew\s+instructions?\s*:
        | \b(?:ignorier\w*|vergiss|vergesst|missachte\w*)\s+(?:\w+\s+){0,3}(?:anweisung\w*|regeln|vorgaben|befehle)\b
        | \b(?:ignora\w*|olvida\w*)\s+(?:\w+\s+){0,4}(?:instrucciones|instruções|istruzioni|reglas|regras|regole)\b
        | (?<=^|[.!?:;,>*-]\s{0,3}|\b(?:et|veuillez)\s)(?:ignore[rz]?|oublie[rz]?)\s+(?:\w+\s+){0,4}(?:instructions|consignes|règles)\b
        | \b(?:игнорируй\w*|забудь\w*)\s+(?:\w+\s+){0,4}(?:инструкци\w*|указани\w*|правил\w*)
        | (?:忽略|无视|忘记).{0,8}(?:指令|指示|说明|规则)
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Order();
}
