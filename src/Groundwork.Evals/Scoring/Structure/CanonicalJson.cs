using System.Text;
using System.Text.Json;

namespace Groundwork.Evals.Scoring.Structure;

/// <summary>One text for all ways to write a JSON value: members by name, numbers by value.</summary>
internal static class CanonicalJson
{
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    WriteText(text, member.Name);
                    text.Append(':');
                    Write(text, member.Value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Write(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteText(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(JsonNumber.Of(value));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    // The length before the text makes quoting needless.
    private static void WriteText(StringBuilder text, string value) => text.Append('"').Append(value.Length).Append(':').Append(value);
}
