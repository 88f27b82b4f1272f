using Groundwork.Language;

namespace Groundwork.Evals.Scoring.Answers;

/// <summary>The language of a sample's answers.</summary>
internal static class SampleLanguage
{
    /// <summary>The tag <c>language</c>, else what the known answers and the question look like.</summary>
    public static LanguageCode Of(Sample sample)
    {
        if (sample.Tags.TryGetValue("language", out var tag) && LanguageCode.FromTag(tag) is var told && told != LanguageCode.Undetermined)
            return told;
        var known = sample.Expected.Reference ?? string.Join(' ', sample.Expected.Answers ?? []);
        return LanguageDetector.Detect(known + "\n" + sample.Input).Language;
    }
}
