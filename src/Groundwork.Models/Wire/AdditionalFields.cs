using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>Fields that only some servers know, as the caller gives them: <c>max_completion_tokens</c>, <c>chat_template_kwargs</c> and so on.</summary>
internal static class AdditionalFields
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body with these fields set; a null value takes a field out, for servers that refuse one they do not know.</summary>
    public static ReadOnlyMemory<byte> Merge(ReadOnlyMemory<byte> body, AdditionalPropertiesDictionary? fields)
    {
        if (fields is not { Count: > 0 })
            return body;
        var merged = JsonNode.Parse(body.Span)!.AsObject();
        foreach (var (name, value) in fields)
        {
            if (value is null)
                merged.Remove(name);
            else
                merged[name] = JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions);
        }

        return JsonSerializer.SerializeToUtf8Bytes(merged, Unescaped);
    }
}
