using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Groundwork.Models.Calls;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>Fields of an embeddings request that only some servers know, as the program gives them: <c>encoding_format</c>, <c>input_type</c> and so on.</summary>
internal static class AdditionalFields
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body with these fields set; a null value takes a field out, for servers that refuse one they do not know. Private fields stay here.</summary>
    /// <param name="body">The body.</param>
    /// <param name="fields">What to set.</param>
    public static ReadOnlyMemory<byte> Merge(ReadOnlyMemory<byte> body, AdditionalPropertiesDictionary? fields)
    {
        if (fields is null || !Any(fields))
            return body;
        var merged = JsonNode.Parse(body.Span)!.AsObject();
        foreach (var (name, value) in fields)
        {
            if (PrivateFields.IsPrivate(name))
                continue;
            if (value is null)
                merged.Remove(name);
            else
                merged[name] = JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions);
        }

        return JsonSerializer.SerializeToUtf8Bytes(merged, Unescaped);
    }

    private static bool Any(AdditionalPropertiesDictionary fields)
    {
        foreach (var (name, _) in fields)
            if (!PrivateFields.IsPrivate(name))
                return true;
        return false;
    }
}
