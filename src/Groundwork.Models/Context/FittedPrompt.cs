using Microsoft.Extensions.AI;

namespace Groundwork.Models.Context;

/// <summary>Messages that a target can hold.</summary>
/// <param name="Messages">What is sent.</param>
/// <param name="DroppedTurns">How many turns were left out.</param>
internal readonly record struct FittedPrompt(IReadOnlyList<ChatMessage> Messages, int DroppedTurns);
