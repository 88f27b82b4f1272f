namespace Groundwork.Language.Stemming;

/// <summary>Which languages are stemmed, and by what.</summary>
internal static class Stemmers
{
    /// <summary>Codes with a stemmer, in alphabetical order.</summary>
    public static readonly string[] Languages = ["ar", "de", "en", "es", "fr", "it", "nl", "pt", "ru"];

    /// <summary>A new stemmer, or null for a language without one.</summary>
    public static IStemmer? For(LanguageCode language) => language.Code switch
    {
        "ar" => new ArabicLightStemmer(),
        "de" => new GermanStemmer(),
        "en" => new EnglishStemmer(),
        "es" => new SpanishStemmer(),
        "fr" => new FrenchStemmer(),
        "it" => new ItalianLightStemmer(),
        "nl" => new DutchLightStemmer(),
        "pt" => new PortugueseLightStemmer(),
        "ru" => new RussianStemmer(),
        _ => null,
    };
}
