namespace Groundwork.Sources;

/// <summary>Something cannot be taken from its source.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">What happened, with which values, and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class SourceException(SourceFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public SourceFailure Failure { get; } = failure;

    /// <summary>True when trying again later may help without anybody doing anything.</summary>
    public bool IsTransient => Failure is SourceFailure.Unreachable or SourceFailure.TimedOut or SourceFailure.Changed;
}
