using Groundwork.Language;

namespace Groundwork.Knowledge.Tests;

/// <summary>A fact about texts of two languages; it needs a detector that tells German from English.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DetectorFactAttribute : FactAttribute
{
    public DetectorFactAttribute()
    {
        var guess = LanguageDetector.Detect("Das Gateway erlaubt in jeder einzelnen Minute insgesamt fünfzig Anfragen, und mehr werden nicht angenommen.");
        if (guess.Language.Code is not "de" || guess.Confidence < 0.5) Skip = "The language detector does not tell German from English.";
    }
}
