namespace Groundwork.Search.Searching;

/// <summary>Something that counts as one word when it is scored: a term, a group of terms, or a phrase.</summary>
internal abstract class QueryTerm
{
    /// <summary>How an explanation names it.</summary>
    public abstract string Label { get; }

    /// <summary>Entries that hold it in any field; deleted ones count until merged away.</summary>
    public abstract long DocumentFrequency { get; }

    /// <summary>Factor on its score, &gt; 0; 1 for a word that tells what is wanted.</summary>
    public float Weight { get; init; } = 1f;

    /// <summary>Adds the term's share to the score of every entry of a segment that holds it.</summary>
    public abstract void Score(int segment, EntryScores scores);

    /// <summary>The frequencies in one entry by field; zero where the field does not hold it.</summary>
    public abstract int[] FrequenciesIn(int segment, int entry);
}
