namespace Groundwork.Language.Words;

/// <summary>Tells scripts without spaces by code point.</summary>
internal static class RunScripts
{
    /// <summary>The script of a letter or sign; <see cref="RunScript.None"/> for digits and punctuation, also those of these scripts.</summary>
    public static RunScript Of(int codePoint) => codePoint switch
    {
        < 0x0E01 => RunScript.None,
        <= 0x0E3A or (>= 0x0E40 and <= 0x0E4E) => RunScript.Thai,
        (>= 0x0E81 and <= 0x0ECE) or (>= 0x0EDC and <= 0x0EDF) => RunScript.Lao,
        (>= 0x1000 and <= 0x103F) or (>= 0x1050 and <= 0x108F) or (>= 0x109A and <= 0x109D) => RunScript.Myanmar,
        (>= 0x1780 and <= 0x17D3) or 0x17D7 or 0x17DC or 0x17DD => RunScript.Khmer,
        < 0x2E80 => RunScript.None,
        <= 0x2FD5 or 0x3005 or 0x3006 or 0x3007 or (>= 0x3021 and <= 0x3029) or (>= 0x3031 and <= 0x3035) or (>= 0x3038 and <= 0x303C)
            => RunScript.HanAndKana,
        (>= 0x3041 and <= 0x3096) or (>= 0x3099 and <= 0x309F) or (>= 0x30A1 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF)
            => RunScript.HanAndKana,
        (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) => RunScript.HanAndKana,
        (>= 0xA9E0 and <= 0xA9EF) or (>= 0xA9FA and <= 0xA9FE) or (>= 0xAA60 and <= 0xAA7F) => RunScript.Myanmar,
        (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) => RunScript.HanAndKana,
        (>= 0x1AFF0 and <= 0x1B16F) or (>= 0x20000 and <= 0x3FFFD) => RunScript.HanAndKana,
        _ => RunScript.None,
    };
}
