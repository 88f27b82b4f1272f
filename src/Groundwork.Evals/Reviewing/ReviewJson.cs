using System.Text.Json;
using System.Text.Json.Serialization;
using Groundwork.Storage;

namespace Groundwork.Evals.Reviewing;

/// <summary>Queues and items as they are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReviewQueue))]
[JsonSerializable(typeof(JudgedItem))]
internal sealed partial class ReviewJson : JsonSerializerContext
{
    public static string Write(ReviewQueue queue) => JsonSerializer.Serialize(queue, Default.ReviewQueue);

    public static string Write(JudgedItem item) => JsonSerializer.Serialize(item, Default.JudgedItem);

    public static ReviewQueue ReadQueue(string json) => JsonSerializer.Deserialize(json, Default.ReviewQueue) ?? throw Damaged();

    public static JudgedItem ReadItem(string json) => JsonSerializer.Deserialize(json, Default.JudgedItem) ?? throw Damaged();

    private static StorageException Damaged() => new(StorageFailure.Damaged, "A review is stored as nothing. Restore the database from a copy.");
}
