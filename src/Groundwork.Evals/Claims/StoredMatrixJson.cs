using System.Text.Json.Serialization;

namespace Groundwork.Evals.Claims;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredMatrix))]
internal sealed partial class StoredMatrixJson : JsonSerializerContext;
