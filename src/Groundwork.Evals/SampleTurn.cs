namespace Groundwork.Evals;

/// <summary>An earlier turn of the conversation that a sample goes on.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What was said.</param>
public sealed record SampleTurn(string Role, string Text);
