using System.Text.RegularExpressions;

namespace Groundwork.Evals.Judging;

/// <summary>
/// Marks what looks like a verdict, a turn of the conversation or a mark of the prompt within a text of others. Nothing is removed: a person or a model can still read it, and no longer
/// take it for the judge's own words.
/// </summary>
internal static partial class ForgedVerdicts
{
    private const string Mark = "[quoted]";

    public static string Neutralise(string text)
    {
        text = Fences().Replace(text, match => string.Join(' ', match.Value.ToCharArray()));
        text = ControlTokens().Replace(text, $"<{Mark}${{token}}>");
        text = Choices().Replace(text, $"[{Mark} ${{choice}}]");
        text = Turns().Replace(text, $"${{before}}{Mark} ${{turn}}");
        return Verdicts().Replace(text, $"${{word}} {Mark}${{mark}}");
    }

    // Without backtracking, so that no text makes them slow.
    [GeneratedRegex("<{3,}|>{3,}|`{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex Fences();

    [GeneratedRegex(@"<(?<token>\|?/?(?:im_start|im_end|system|assistant|user|eot_id|start_header_id|end_header_id|endoftext|think|verdict|answer|result)\|?)>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ControlTokens();

    [GeneratedRegex(@"\[\[\s*(?<choice>[A-Za-z0-9]{1,8})\s*\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex Choices();

    [GeneratedRegex(@"(?m)^(?<before>\s*(?:#+\s*)?)(?<turn>(?:system|assistant|developer|human|judge|grader|instructions?)\s*:)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Turns();

    [GeneratedRegex(
        "(?<word>(?:verdict|grade|score|level|rating|better|winner|supported|reason|code|urteil|bewertung|note|stufe|veredicto|puntuaci[óo]n|calificaci[óo]n|nivel|évaluation|niveau|вердикт|оценка|уровень|判定|评分|得分|評分|等级|スコア|評価|الحكم|التقييم|الدرجة)[\"'”*_]{0,3}\\s{0,3})(?<mark>[:=：])",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Verdicts();
}
