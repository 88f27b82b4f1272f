using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Groundwork.Models.Calls;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>Fields that only some servers know, as the caller gives them: <c>max_completion_tokens</c>, <c>chat_template_kwargs</c> and so on.</summary>
internal static class AdditionalFields
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body with these fields set; a null value takes a field out, for servers that refuse one they do not know. Private fields stay here.</summary>
    /// <param name="body">The body.</param>
    /// <param name="fields">What to set.</param>
    /// <param name="isWritten">True for a field that the body already holds in its own way.</param>
    public static ReadOnlyMemory<byte> Merge(ReadOnlyMemory<byte> body, AdditionalPropertiesDictionary? fields, Func<string, bool>? isWritten = null)
    {
        if (fields is null || !Any(fields, isWritten))
            return body;
        var merged = JsonNode.Parse(body.Span)!.AsObject();
        foreach (var (name, value) in fields)
        {
            if (!IsSent(name, isWritten))
                continue;
            if (value is null)
                merged.Remove(name);
            else
                merged[name] = JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions);
        }

        return JsonSerializer.SerializeToUtf8Bytes(merged, Unescaped);
    }

    private static bool Any(AdditionalPropertiesDictionary fields, Func<string, bool>? isWritten)
    {
        foreach (var (name, _) in fields)
            if (IsSent(name, isWritten))
                return true;
        return false;
    }

    private static bool IsSent(string name, Func<string, bool>? isWritten) => !PrivateFields.IsPrivate(name) && isWritten?.Invoke(name) != true;
}
