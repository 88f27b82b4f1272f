namespace Groundwork.Knowledge.Tests.Answering.Claims;

/// <summary>A draft that a model might write, and whether its one sentence deserves to stay.</summary>
/// <param name="Kind">How it was made.</param>
/// <param name="IsGood">Whether the evidence carries it.</param>
/// <param name="Text">The draft.</param>
internal sealed record ScriptedDraft(string Kind, bool IsGood, string Text);
