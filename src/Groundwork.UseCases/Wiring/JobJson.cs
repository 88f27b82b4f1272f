using System.Text.Json.Serialization;

namespace Groundwork.UseCases.Wiring;

/// <summary>Jobs as they are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JobPayload))]
internal sealed partial class JobJson : JsonSerializerContext;
