namespace Groundwork.Evals;

/// <summary>A ranking or its judgements that cannot be measured: a document twice, a score that is not finite, a grade out of range.</summary>
public sealed class RankingException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is the matter, with the document's id.</param>
    public RankingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is the matter, with the document's id.</param>
    /// <param name="innerException">The cause.</param>
    public RankingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
