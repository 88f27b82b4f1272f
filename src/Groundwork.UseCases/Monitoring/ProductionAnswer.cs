namespace Groundwork.UseCases.Monitoring;

/// <summary>A question that was really asked, with its answer.</summary>
/// <param name="Id">Names it to people.</param>
/// <param name="Key">What its repeats share: its conversation, or the question itself.</param>
/// <param name="At">When it was answered.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Reply">What was answered.</param>
/// <param name="Signals">How it came about; null for answers of earlier versions.</param>
internal sealed record ProductionAnswer(string Id, string Key, DateTimeOffset At, string Question, AskReply Reply, AnswerSignals? Signals);
