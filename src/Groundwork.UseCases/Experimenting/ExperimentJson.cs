using System.Text.Json.Serialization;

namespace Groundwork.UseCases.Experimenting;

/// <summary>Settings of arms as they are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ArmSettings))]
internal sealed partial class ExperimentJson : JsonSerializerContext;
