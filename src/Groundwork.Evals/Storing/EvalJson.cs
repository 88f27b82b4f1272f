using System.Text.Json.Serialization;

namespace Groundwork.Evals.Storing;

/// <summary>How observations, scores and settings of runs lie in the database.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredObservation))]
[JsonSerializable(typeof(List<StoredScore>))]
[JsonSerializable(typeof(List<StoredMetric>))]
[JsonSerializable(typeof(StoredSelection))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class EvalJson : JsonSerializerContext;
