namespace Groundwork.Evals.Reviewing;

/// <summary>Something that happened to an item. Never changed.</summary>
internal sealed record ReviewEvent(ReviewEventKind Kind, string Person, int? Level, string Note, DateTimeOffset At);
