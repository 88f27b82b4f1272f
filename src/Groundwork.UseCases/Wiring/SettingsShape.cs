using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Groundwork.UseCases.Wiring;

/// <summary>Compares a settings file with its shape, and names the setting that is wrong with its value and what is possible.</summary>
internal static class SettingsShape
{
    private const int MostShown = 80;

    /// <summary>Checks a file.</summary>
    /// <exception cref="SettingsException">A setting is unknown, missing, named twice or of the wrong kind.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static void Check(string text, JsonTypeInfo shape)
    {
        using var file = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Check(file.RootElement, shape, "");
    }

    private static void Check(JsonElement value, JsonTypeInfo type, string setting)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckObject(value, type, setting);
                break;
            case JsonTypeInfoKind.Dictionary:
                Must(value.ValueKind == JsonValueKind.Object, value, setting, "an object of named entries, like { \"name\": { … } }");
                CheckOnce(value, setting);
                foreach (var entry in value.EnumerateObject()) Check(entry.Value, Element(type), Inner(setting, entry.Name));
                break;
            case JsonTypeInfoKind.Enumerable:
                Must(value.ValueKind == JsonValueKind.Array, value, setting, "a list, like [ … ]");
                foreach (var (index, entry) in value.EnumerateArray().Index()) Check(entry, Element(type), string.Create(CultureInfo.InvariantCulture, $"{setting}[{index}]"));
                break;
            default:
                CheckValue(value, Nullable.GetUnderlyingType(type.Type) ?? type.Type, setting);
                break;
        }
    }

    private static void CheckObject(JsonElement value, JsonTypeInfo type, string setting)
    {
        var possible = string.Join(", ", type.Properties.Select(static p => p.Name));
        Must(value.ValueKind == JsonValueKind.Object, value, setting, $"an object with {possible}");
        CheckOnce(value, setting);
        foreach (var member in value.EnumerateObject())
        {
            var property = type.Properties.FirstOrDefault(p => string.Equals(p.Name, member.Name, StringComparison.Ordinal))
                ?? throw new SettingsException($"The setting {Inner(setting, member.Name)} is unknown. Possible are {possible}.");
            // A setting that may be left out may be null, which says the same.
            if (member.Value.ValueKind == JsonValueKind.Null && !IsRequired(property)) continue;
            Check(member.Value, type.Options.GetTypeInfo(property.PropertyType), Inner(setting, member.Name));
        }

        foreach (var property in type.Properties)
            if (IsRequired(property) && !value.TryGetProperty(property.Name, out _)) throw new SettingsException($"The setting {Inner(setting, property.Name)} is missing.");
    }

    private static void CheckValue(JsonElement value, Type type, string setting)
    {
        if (type == typeof(string)) Must(value.ValueKind == JsonValueKind.String, value, setting, "a text, like \"…\"");
        else if (type == typeof(bool)) Must(value.ValueKind is JsonValueKind.True or JsonValueKind.False, value, setting, "true or false");
        else if (type == typeof(int)) Must(value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _), value, setting, "a whole number of at most 2147483647");
        else if (type == typeof(long)) Must(value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _), value, setting, "a whole number");
        else if (type == typeof(decimal)) Must(value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _), value, setting, "a number");
        else Must(value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number), value, setting, "a number");
    }

    private static void CheckOnce(JsonElement value, string setting)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
            if (!names.Add(member.Name)) throw new SettingsException($"The setting {Inner(setting, member.Name)} stands twice. Leave one out.");
    }

    private static void Must(bool holds, JsonElement value, string setting, string expected)
    {
        if (!holds) throw new SettingsException($"{(setting.Length == 0 ? "The whole file" : $"The setting {setting}")} is {Shown(value, setting)}; it must be {expected}.");
    }

    // A key is never shown, also where it stands in the wrong form.
    private static string Shown(JsonElement value, string setting)
    {
        if (setting.EndsWith("key", StringComparison.OrdinalIgnoreCase)) return "of another kind";
        var text = value.GetRawText();
        return text.Length <= MostShown ? text : text[..MostShown] + "…";
    }

    private static bool IsRequired(JsonPropertyInfo property) => property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false };

    private static JsonTypeInfo Element(JsonTypeInfo type) => type.Options.GetTypeInfo(type.ElementType!);

    private static string Inner(string setting, string name) => setting.Length == 0 ? name : $"{setting}.{name}";
}
