namespace Groundwork.Knowledge;

/// <summary>A sentence of a draft that is not in the answer.</summary>
/// <param name="Text">The sentence without its markers.</param>
/// <param name="Reason">Why.</param>
public sealed record RemovedSentence(string Text, UnsupportedReason Reason);
