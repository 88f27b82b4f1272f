using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Arguments of a tool call as JSON.</summary>
internal static class ToolArguments
{
    /// <summary>The arguments as an object; <c>{}</c> for none.</summary>
    public static string Json(FunctionCallContent call)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal))
            {
                writer.WritePropertyName(name);
                if (value is JsonElement element) element.WriteTo(writer);
                else JsonSerializer.Serialize(writer, value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value?.GetType() ?? typeof(object)));
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
