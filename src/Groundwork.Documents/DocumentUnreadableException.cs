namespace Groundwork.Documents;

/// <summary>A source cannot become a document. The message names the value and what to do.</summary>
public sealed class DocumentUnreadableException : Exception
{
    /// <summary>Makes the exception.</summary>
    public DocumentUnreadableException(UnreadableReason reason, string message, Exception? inner = null)
        : base(message, inner) => Reason = reason;

    /// <summary>The kind of problem.</summary>
    public UnreadableReason Reason { get; }
}
