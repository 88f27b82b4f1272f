using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Groundwork.Benchmarks.Macro;

/// <summary>One JSON object a line, to the console and appended to a file, with the field names the peers' harness uses.</summary>
/// <param name="path">The file, or null.</param>
/// <param name="common">Fields that every line begins with.</param>
internal sealed class Measurements(string? path, params (string Name, object? Value)[] common)
{
    private const int SignificantDigits = 5;

    public void Emit(string phase, params (string Name, object? Value)[] fields)
    {
        var line = new JsonObject();
        foreach (var (name, value) in common.Append(("phase", phase)).Concat(fields)) line[name] = Node(value);
        var text = line.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Console.Out.WriteLine(text);
        if (path is not null) File.AppendAllText(path, text + "\n");
    }

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        double real => JsonValue.Create(decimal.Parse(real.ToString($"G{SignificantDigits}", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a value of a measurement."),
    };
}
