namespace Groundwork.Models.Context;

/// <summary>GPT-2's table of a visible character for every byte.</summary>
internal static class ByteLetters
{
    private static readonly char[] Table = Make();

    public static char Of(byte value) => Table[value];

    private static char[] Make()
    {
        var table = new char[256];
        var next = 256;
        for (var i = 0; i < table.Length; i++)
            table[i] = i is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? (char)i : (char)next++;
        return table;
    }
}
