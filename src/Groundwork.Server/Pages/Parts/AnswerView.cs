using Groundwork.UseCases;

namespace Groundwork.Server.Pages.Parts;

/// <summary>A checked answer, or an abstention.</summary>
/// <param name="Collection">Where it comes from.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Reply">The answer.</param>
public sealed record AnswerView(string Collection, string Question, AskReply Reply);
