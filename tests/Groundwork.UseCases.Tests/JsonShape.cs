using System.Text.Json;

namespace Groundwork.UseCases.Tests;

/// <summary>The names and nesting of a JSON text, without its values.</summary>
internal static class JsonShape
{
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    private static string Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', element.EnumerateObject().Select(p => p.Name + Of(p.Value))) + "}",
        JsonValueKind.Array => "[" + (element.GetArrayLength() == 0 ? "" : Of(element[0])) + "]",
        JsonValueKind.Null => ":null",
        _ => "",
    };
}
