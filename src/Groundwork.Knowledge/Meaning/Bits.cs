namespace Groundwork.Knowledge.Meaning;

/// <summary>Well-mixed 64-bit words.</summary>
internal static class Bits
{
    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit of the word decides every bit of the result.</summary>
    public static ulong Mix(ulong word)
    {
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }

    /// <summary>FNV-1a over the UTF-16 code units of a text, mixed. Part of the format of model files.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var unit in text) hash = (hash ^ unit) * 0x100000001B3;
        return Mix(hash);
    }
}
