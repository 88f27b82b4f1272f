namespace Groundwork.Evals;

/// <summary>What came of a question that a model proposed.</summary>
public abstract record DraftOutcome
{
    private DraftOutcome()
    {
    }

    /// <summary>It passed every check and is a draft.</summary>
    /// <param name="Sample">The draft.</param>
    public sealed record Drafted(Sample Sample) : DraftOutcome;

    /// <summary>It was not taken, or the model gave no question.</summary>
    /// <param name="Document">Id of the document.</param>
    /// <param name="Question">The question; empty when there was none.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(string Document, string Question, string Reason) : DraftOutcome;
}
