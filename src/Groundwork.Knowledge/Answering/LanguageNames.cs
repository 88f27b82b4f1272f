using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>The language of an answer: how a model is told, and whether it did so.</summary>
internal static class LanguageNames
{
    // Below, the words of a text could as well be of another language.
    private const double Sure = 0.6;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["ar"] = "Arabic", ["bg"] = "Bulgarian", ["ca"] = "Catalan", ["cs"] = "Czech", ["da"] = "Danish", ["de"] = "German", ["el"] = "Greek", ["en"] = "English", ["es"] = "Spanish",
        ["fa"] = "Persian", ["fi"] = "Finnish", ["fr"] = "French", ["he"] = "Hebrew", ["hi"] = "Hindi", ["hu"] = "Hungarian", ["id"] = "Indonesian", ["it"] = "Italian", ["ja"] = "Japanese",
        ["ko"] = "Korean", ["nb"] = "Norwegian", ["nl"] = "Dutch", ["pl"] = "Polish", ["pt"] = "Portuguese", ["ro"] = "Romanian", ["ru"] = "Russian", ["sv"] = "Swedish", ["th"] = "Thai",
        ["tr"] = "Turkish", ["uk"] = "Ukrainian", ["ur"] = "Urdu", ["vi"] = "Vietnamese", ["zh"] = "Chinese",
    };

    public static string Instruction(LanguageGuess asked) => asked.Confidence >= Sure && Names.TryGetValue(asked.Language.Code, out var name)
        ? $"Answer in {name}, the language of the question."
        : "Answer in the language of the question.";

    public static AnswerLanguages Compare(LanguageGuess asked, string answer)
    {
        var answered = LanguageDetector.Detect(answer);
        var isTold = asked.Confidence >= Sure && answered.Confidence >= Sure && asked.Language != LanguageCode.Undetermined && answered.Language != LanguageCode.Undetermined;
        return new AnswerLanguages(asked.Language, answered.Language, !isTold || asked.Language == answered.Language);
    }
}
