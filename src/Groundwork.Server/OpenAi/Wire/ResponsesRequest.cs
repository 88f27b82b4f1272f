using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>A response as it was asked for.</summary>
/// <param name="Model">A route or <c>collection:NAME</c>.</param>
/// <param name="Messages">The input with its instructions, at least one.</param>
/// <param name="Options">Everything else that decides the answer.</param>
/// <param name="Streams">Sent as events.</param>
/// <param name="User">Whom the client names as the person behind it; null for none.</param>
internal sealed record ResponsesRequest(string Model, List<ChatMessage> Messages, ChatOptions Options, bool Streams, string? User);
