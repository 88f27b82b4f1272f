namespace Groundwork.Knowledge.Meaning;

/// <summary>The terms a model knows, and what one of them says.</summary>
/// <param name="Hashes">Terms by <see cref="Bits.Of"/>, ascending.</param>
/// <param name="Idf">By term: ln(1 + chunks / chunks with the term).</param>
/// <param name="UnknownIdf">The same for a term that is in one chunk only, which stands for every term outside the vocabulary.</param>
internal sealed record Vocabulary(ulong[] Hashes, float[] Idf, float UnknownIdf)
{
    public int Count => Hashes.Length;

    public static float IdfOf(int chunks, int chunksWith) => (float)Math.Log(1 + ((double)chunks / chunksWith));

    public static float TfOf(int count) => 1 + MathF.Log(count);

    /// <summary>The place of a term, or null.</summary>
    public int? Find(ulong hash) => Array.BinarySearch(Hashes, hash) is >= 0 and var place ? place : null;
}
