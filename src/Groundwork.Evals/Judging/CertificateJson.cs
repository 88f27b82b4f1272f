using System.Text.Json.Serialization;

namespace Groundwork.Evals.Judging;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, WriteIndented = false)]
[JsonSerializable(typeof(JudgeCertificate))]
internal sealed partial class CertificateJson : JsonSerializerContext;
