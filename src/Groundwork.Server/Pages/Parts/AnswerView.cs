using Groundwork.UseCases;

namespace Groundwork.Server.Pages.Parts;

/// <summary>A checked answer, or an abstention.</summary>
/// <param name="Collection">Where it comes from.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Reply">The answer.</param>
public sealed record AnswerView(string Collection, string Question, AskReply Reply)
{
    /// <summary>The conversation it belongs to; null for none.</summary>
    public string? Conversation { get; init; }

    /// <summary>Its turn there; 0 for none.</summary>
    public long Turn { get; init; }

    /// <summary>True where nothing may be opened: the quotes are all there is.</summary>
    public bool IsShared { get; init; }

    /// <summary>True when it was stopped before it was complete.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The cited passage open beside it; null for none.</summary>
    public SourceView? Open { get; init; }
}
