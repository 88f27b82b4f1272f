namespace Groundwork.Evals;

/// <summary>A subject that can run nothing at all: a missing collection, a refused key, an exhausted budget.</summary>
public sealed class SubjectUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is the matter and what to do.</param>
    public SubjectUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is the matter and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public SubjectUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
