using System.Text.Json.Serialization;

namespace Groundwork.Evals.Judging;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredVerdicts))]
internal sealed partial class RubricVerdictsJson : JsonSerializerContext;
