namespace Groundwork.Evals;

/// <summary>A vote as it stands.</summary>
/// <param name="Reviewer">Who.</param>
/// <param name="Level">What was said.</param>
/// <param name="Comment">Why; may be empty.</param>
/// <param name="At">When.</param>
/// <param name="Changes">How often it was changed before.</param>
public sealed record ReviewVote(string Reviewer, int Level, string Comment, DateTimeOffset At, int Changes);
