using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>What a key may be used for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KeyScope>))]
public enum KeyScope
{
    /// <summary>Chat with routes.</summary>
    [JsonStringEnumMemberName("chat")] Chat,

    /// <summary>Embed texts.</summary>
    [JsonStringEnumMemberName("embeddings")] Embeddings,

    /// <summary>Ask collections.</summary>
    [JsonStringEnumMemberName("ask")] Ask,
}
