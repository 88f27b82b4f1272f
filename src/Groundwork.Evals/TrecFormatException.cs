namespace Groundwork.Evals;

/// <summary>A file of judgements or of a run that cannot be read.</summary>
public sealed class TrecFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">File, line, what is the matter and what is expected.</param>
    public TrecFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">File, line, what is the matter and what is expected.</param>
    /// <param name="innerException">The cause.</param>
    public TrecFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
