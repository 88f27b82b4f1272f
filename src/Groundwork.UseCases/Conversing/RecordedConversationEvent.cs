namespace Groundwork.UseCases.Conversing;

/// <summary>An event with its place in the conversation.</summary>
/// <param name="Version">Ascending from 1; numbers of forgotten events are missing.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Event">What happened.</param>
internal sealed record RecordedConversationEvent(long Version, DateTimeOffset At, ConversationEvent Event);
