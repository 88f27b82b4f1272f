using Groundwork.Language;

namespace Groundwork.Evals.Scoring.Answers;

/// <summary>How languages write numbers.</summary>
internal static class NumberLanguages
{
    private static readonly HashSet<string> CommaLanguages =
        new(["de", "es", "it", "fr", "pt", "nl", "ru", "pl", "cs", "sv", "da", "nb", "nn", "no", "fi", "tr", "id", "el", "uk", "bg", "ro", "hu", "hr", "sk", "sl", "vi"], StringComparer.Ordinal);

    private static readonly HashSet<string> PointLanguages = new(["en", "zh", "ja", "ko", "th", "he", "hi"], StringComparer.Ordinal);

    public static NumberMark MarkOf(LanguageCode language) =>
        CommaLanguages.Contains(language.Code) ? NumberMark.Comma : PointLanguages.Contains(language.Code) ? NumberMark.Point : NumberMark.Either;
}
