using System.Text.Json.Serialization;

namespace Groundwork.Documents.Processes;

[JsonSerializable(typeof(ReadingLimits))]
internal sealed partial class ReadingJson : JsonSerializerContext;
