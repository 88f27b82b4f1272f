namespace Groundwork.Language;

/// <summary>Tells the language of a text from the text itself.</summary>
public static class LanguageDetector
{
    /// <summary>The most likely language.</summary>
    /// <param name="text">Any text; only its first few thousand characters are looked at.</param>
    public static LanguageGuess Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LanguageGuess(LanguageCode.Undetermined, 0);
    }
}
