namespace Groundwork.Language.Detection;

/// <summary>Tells the script of a letter, and the language of scripts that have one that is far ahead of the rest.</summary>
internal static class Scripts
{
    public const int Count = (int)Script.Han + 1;

    public static Script Of(char c) => c switch
    {
        < 'A' => Script.None,
        <= 'Z' or (>= 'a' and <= 'z') => Script.Latin,
        < '\u00C0' or '×' or '÷' => Script.None,
        < '\u0250' or (>= '\u1E00' and < '\u1F00') => Script.Latin,
        (>= '\u0370' and < '\u0400') or (>= '\u1F00' and < '\u2000') => Script.Greek,
        >= '\u0400' and < '\u0530' => Script.Cyrillic,
        >= '\u0531' and < '\u0588' => Script.Armenian,
        >= '\u05D0' and <= '\u05EA' => Script.Hebrew,
        (>= '\u0620' and < '\u0660') or (>= '\u066E' and < '\u06D4') or (>= '\u0750' and < '\u0780') => Script.Arabic,
        >= '\u0900' and < '\u0980' => Script.Devanagari,
        >= '\u0980' and < '\u0A00' => Script.Bengali,
        >= '\u0A00' and < '\u0A80' => Script.Gurmukhi,
        >= '\u0A80' and < '\u0B00' => Script.Gujarati,
        >= '\u0B80' and < '\u0C00' => Script.Tamil,
        >= '\u0C00' and < '\u0C80' => Script.Telugu,
        >= '\u0C80' and < '\u0D00' => Script.Kannada,
        >= '\u0D00' and < '\u0D80' => Script.Malayalam,
        >= '\u0D80' and < '\u0E00' => Script.Sinhala,
        >= '\u0E00' and < '\u0E80' => Script.Thai,
        >= '\u0E80' and < '\u0F00' => Script.Lao,
        >= '\u1000' and < '\u10A0' => Script.Myanmar,
        >= '\u10A0' and < '\u1100' => Script.Georgian,
        (>= '\u1100' and < '\u1200') or (>= '\uAC00' and < '\uD7B0') or (>= '\u3131' and < '\u318F') => Script.Hangul,
        >= '\u1200' and < '\u13A0' => Script.Ethiopic,
        >= '\u1780' and < '\u1800' => Script.Khmer,
        (>= '\u3041' and <= '\u3096') or (>= '\u30A1' and <= '\u30FA') or (>= '\uFF66' and <= '\uFF9D') => Script.Kana,
        '\u3005' or '\u3007' or (>= '\u3400' and < '\uA000') or (>= '\uF900' and < '\uFB00') => Script.Han,
        _ => Script.None,
    };

    /// <summary>The language of a script, or null where the script alone does not tell.</summary>
    public static LanguageCode? OnlyLanguageOf(Script script) => script switch
    {
        Script.Greek => new LanguageCode("el"),
        Script.Armenian => new LanguageCode("hy"),
        Script.Hebrew => new LanguageCode("he"),
        Script.Devanagari => new LanguageCode("hi"),
        Script.Bengali => new LanguageCode("bn"),
        Script.Gurmukhi => new LanguageCode("pa"),
        Script.Gujarati => new LanguageCode("gu"),
        Script.Tamil => new LanguageCode("ta"),
        Script.Telugu => new LanguageCode("te"),
        Script.Kannada => new LanguageCode("kn"),
        Script.Malayalam => new LanguageCode("ml"),
        Script.Sinhala => new LanguageCode("si"),
        Script.Thai => new LanguageCode("th"),
        Script.Lao => new LanguageCode("lo"),
        Script.Myanmar => new LanguageCode("my"),
        Script.Georgian => new LanguageCode("ka"),
        Script.Hangul => new LanguageCode("ko"),
        Script.Ethiopic => new LanguageCode("am"),
        Script.Khmer => new LanguageCode("km"),
        Script.Kana => new LanguageCode("ja"),
        Script.Han => new LanguageCode("zh"),
        _ => null,
    };
}
