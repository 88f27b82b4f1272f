using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>A chat completion as it was asked for.</summary>
/// <param name="Model">A route or <c>collection:NAME</c>.</param>
/// <param name="Messages">At least one.</param>
/// <param name="Options">Everything else that decides the answer.</param>
/// <param name="Streams">Sent in chunks.</param>
/// <param name="WantsUsage">A stream ends with its usage.</param>
/// <param name="User">Whom the client names as the person behind it; null for none.</param>
internal sealed record ChatRequest(string Model, List<ChatMessage> Messages, ChatOptions Options, bool Streams, bool WantsUsage, string? User);
