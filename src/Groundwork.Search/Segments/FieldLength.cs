namespace Groundwork.Search.Segments;

/// <summary>The words of a field in one byte: exact to 40, then in steps of about 5 %, at most about 1.4 million.</summary>
internal static class FieldLength
{
    /// <summary>The code of an entry that does not have the field.</summary>
    public const byte None = 0;

    /// <summary>Different codes.</summary>
    public const int Codes = 256;

    private const int MostExact = 40;
    private static readonly int[] WordsByCode = Build();

    /// <summary>The code nearest to a stored length.</summary>
    /// <param name="storedLength">1 + words, or 0 when there is no such field.</param>
    public static byte Encode(int storedLength)
    {
        if (storedLength <= MostExact + 1) return (byte)storedLength;
        var words = storedLength - 1;
        var found = Array.BinarySearch(WordsByCode, words);
        if (found >= 0) return (byte)found;
        var above = ~found;
        if (above == Codes) return Codes - 1;
        return (byte)(WordsByCode[above] - words < words - WordsByCode[above - 1] ? above : above - 1);
    }

    /// <summary>The words that a code stands for.</summary>
    public static int Words(byte code) => WordsByCode[code];

    /// <summary>The stored length that a code stands for: 1 + words, or 0 when there is no such field.</summary>
    public static int Stored(byte code) => code == None ? 0 : WordsByCode[code] + 1;

    /// <summary>More words than any field with this code has.</summary>
    public static int Limit(byte code) => code == Codes - 1 ? int.MaxValue : WordsByCode[code + 1] + 1;

    private static int[] Build()
    {
        var words = new int[Codes];
        words[None] = -1;
        for (var code = 1; code < Codes; code++) words[code] = code <= MostExact + 1 ? code - 1 : Math.Max(words[code - 1] + 1, (int)((words[code - 1] * 21L + 10) / 20));
        return words;
    }
}
