namespace Groundwork.Evals;

/// <summary>A text that a subject had before it.</summary>
/// <param name="Id">Id of the passage.</param>
/// <param name="Document">Id of the document it is from.</param>
/// <param name="Text">The text.</param>
public sealed record ObservedPassage(string Id, string Document, string Text);
