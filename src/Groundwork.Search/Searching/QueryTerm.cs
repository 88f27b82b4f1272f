namespace Groundwork.Search.Searching;

/// <summary>Something that counts as one word when it is scored: a term, several terms with shares, or a phrase.</summary>
internal abstract class QueryTerm(SearchContext context)
{
    private float _weight = 1f;

    /// <summary>How an explanation names it.</summary>
    public abstract string Label { get; }

    /// <summary>Entries that hold it in any field; deleted ones count until merged away.</summary>
    public abstract long DocumentFrequency { get; }

    /// <summary>Factor on its score, &gt; 0; 1 for a word that tells what is wanted.</summary>
    public float Weight
    {
        get => _weight;
        init => _weight = value;
    }

    /// <summary>Weight by rarity.</summary>
    public float Idf => context.Weighting.Idf(DocumentFrequency);

    /// <summary>What the saturated frequency is multiplied by.</summary>
    public float Value => Weight * Idf;

    protected SearchContext Context => context;

    /// <summary>Counts for more or less. Before it is opened in a segment.</summary>
    public void Scale(float factor) => _weight *= factor;

    /// <summary>The term in one segment, or null when the segment does not hold it. The caller releases it.</summary>
    public abstract SegmentTerm? In(int segment);

    /// <summary>The frequencies in one entry by field; zero where the field does not hold it.</summary>
    public abstract float[] FrequenciesIn(int segment, int entry);
}
