namespace Groundwork.Evals;

/// <summary>How the values of queries become one.</summary>
public enum RankingFold
{
    /// <summary>The arithmetic mean.</summary>
    Mean,

    /// <summary>The sum, as for counts of documents.</summary>
    Sum,

    /// <summary>The geometric mean; the value of a query is the natural logarithm of what is measured, at least ln 0.00001.</summary>
    GeometricMean,
}
