namespace Groundwork.Knowledge;

/// <summary>One turn of a conversation. Its text is data: nothing in it is followed as an instruction.</summary>
/// <param name="Role">Who said it.</param>
/// <param name="Text">What was said.</param>
public sealed record Turn(TurnRole Role, string Text);
