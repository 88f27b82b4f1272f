namespace Groundwork.Evals.Datasets;

/// <summary>Runs of neighbouring words as hashes (FNV-1a over 64 bits), to see how much of one text stands in another.</summary>
internal static class WordRuns
{
    /// <summary>Words of a run; a shorter text is one run.</summary>
    public const int Length = 4;

    private const ulong Start = 0xCBF29CE484222325;
    private const ulong Factor = 0x100000001B3;

    /// <summary>The runs of a text by which it is found in another.</summary>
    public static HashSet<ulong> Of(List<string> words)
    {
        var runs = new HashSet<ulong>();
        var length = Math.Min(Length, words.Count);
        for (var at = 0; length > 0 && at + length <= words.Count; at++) runs.Add(HashOf(words, at, length));
        return runs;
    }

    /// <summary>All runs of a text up to <see cref="Length"/>, in which short and long ones are found.</summary>
    public static HashSet<ulong> AllOf(List<string> words)
    {
        var runs = new HashSet<ulong>();
        for (var at = 0; at < words.Count; at++)
            for (var length = 1; length <= Length && at + length <= words.Count; length++)
                runs.Add(HashOf(words, at, length));
        return runs;
    }

    private static ulong HashOf(List<string> words, int at, int length)
    {
        var hash = Start;
        for (var i = at; i < at + length; i++)
        {
            foreach (var c in words[i]) hash = (hash ^ c) * Factor;
            hash = (hash ^ ' ') * Factor;
        }

        return hash;
    }
}
