using System.Text.Json.Serialization;

namespace Groundwork.UseCases.Conversing;

/// <summary>Events as they are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConversationEvent))]
internal sealed partial class ConversationJson : JsonSerializerContext;
