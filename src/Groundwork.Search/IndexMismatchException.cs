namespace Groundwork.Search;

/// <summary>The index was made with other choices than it is opened with. The index is sound; one of the two sides has to change.</summary>
public sealed class IndexMismatchException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="aspect">What differs, like <c>vector space</c>.</param>
    /// <param name="ofIndex">The value the index was made with.</param>
    /// <param name="asked">The value it was opened with.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="isOutdated">Whether the index was made by rules of this program that have changed since.</param>
    public IndexMismatchException(string aspect, string ofIndex, string asked, string advice, bool isOutdated = false)
        : base($"The index was made with {aspect} {ofIndex}, but was opened with {asked}. {advice}") =>
        (Aspect, OfIndex, Asked, IsOutdated) = (aspect, ofIndex, asked, isOutdated);

    /// <summary>What differs, like <c>vector space</c>.</summary>
    public string Aspect { get; }

    /// <summary>The value the index was made with.</summary>
    public string OfIndex { get; }

    /// <summary>The value it was opened with.</summary>
    public string Asked { get; }

    /// <summary>True when the format or the text analysis has changed since the index was made: making it again from the same entries is all it takes.</summary>
    public bool IsOutdated { get; }
}
