using System.Numerics;
using System.Runtime.InteropServices;
using Groundwork.Language.Analysis;
using Groundwork.Language.Words;

namespace Groundwork.Language;

/// <summary>
/// The set of all runs of <see cref="Length"/> neighbouring words of a text, whatever their case: what it has in common with another text, word order
/// included (Broder 1997, "On the resemblance and containment of documents"). In scripts without spaces a character counts as a word.
/// </summary>
/// <remarks>Shingles are kept as hashes of 64 bits. A text with fewer words is one shingle; a text without words has none. Time is linear in the length of the text.</remarks>
public sealed class Shingles
{
    /// <summary>Words of a shingle.</summary>
    public const int Length = 5;

    private const ulong WordFactor = 0x9E3779B97F4A7C15;
    private const ulong LetterFactor = 0x100000001B3;
    private const ulong LetterStart = 0xCBF29CE484222325;

    private readonly HashSet<ulong> _hashes;

    private Shingles(HashSet<ulong> hashes) => _hashes = hashes;

    /// <summary>Number of different shingles, ≥ 0.</summary>
    public int Count => _hashes.Count;

    internal IEnumerable<ulong> Hashes => _hashes;

    /// <summary>The shingles of a text.</summary>
    public static Shingles Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hashes = new HashSet<ulong>();
        var words = WordHashes(text);
        if (words.Count is > 0 and < Length) hashes.Add(Combined(CollectionsMarshal.AsSpan(words)));
        for (var i = 0; i + Length <= words.Count; i++) hashes.Add(Combined(CollectionsMarshal.AsSpan(words).Slice(i, Length)));
        return new Shingles(hashes);
    }

    /// <summary>Shingles in both texts over shingles in either, 0..1; 1 for two texts without words.</summary>
    public double JaccardTo(Shingles other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (small, large) = Count <= other.Count ? (_hashes, other._hashes) : (other._hashes, _hashes);
        if (large.Count == 0) return 1;
        var both = small.Count(large.Contains);
        return (double)both / (small.Count + large.Count - both);
    }

    private static List<ulong> WordHashes(string text)
    {
        var words = new List<ulong>();
        var scanner = new WordScanner(text);
        while (scanner.MoveNext())
        {
            var word = text.AsSpan(scanner.Start, scanner.End - scanner.Start);
            if ((scanner.Shape & WordShape.Run) == WordShape.None)
            {
                words.Add(HashOf(word));
                continue;
            }

            for (int at = 0, end; at < word.Length; at = end)
            {
                end = Clusters.End(word, at);
                words.Add(HashOf(word[at..end]));
            }
        }

        return words;
    }

    private static ulong HashOf(ReadOnlySpan<char> word)
    {
        var hash = LetterStart;
        foreach (var c in word) hash = (hash ^ char.ToLowerInvariant(c)) * LetterFactor;
        return hash;
    }

    private static ulong Combined(ReadOnlySpan<ulong> words)
    {
        ulong hash = 0;
        foreach (var word in words) hash = (BitOperations.RotateLeft(hash, 23) ^ word) * WordFactor;
        return hash ^ (hash >> 32);
    }
}
