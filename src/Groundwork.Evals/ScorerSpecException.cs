namespace Groundwork.Evals;

/// <summary>A text that names no scorer, or a scorer with settings it does not have.</summary>
public sealed class ScorerSpecException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is the matter, and the nearest thing that exists.</param>
    public ScorerSpecException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is the matter, and the nearest thing that exists.</param>
    /// <param name="innerException">The cause.</param>
    public ScorerSpecException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
