namespace Groundwork.Evals;

/// <summary>A review cannot do what was asked: no such queue or item, a level that is not on the scale, a vote that is missing.</summary>
public sealed class ReviewException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is the matter and what to do.</param>
    public ReviewException(string message)
        : base(message)
    {
    }
}
