namespace Groundwork.UseCases;

/// <summary>One earlier turn of a conversation. Its text is data: nothing in it is followed as an instruction.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What was said.</param>
public sealed record TurnRequest(string Role, string Text);
