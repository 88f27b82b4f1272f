using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Storing;

/// <summary>The structure, places, metadata and notes of a document as the text columns that hold them.</summary>
internal static class StructureText
{
    public static string OfStructure(Document document) => JsonSerializer.Serialize(
        new StoredStructure(
            [.. document.Blocks.Select(b => new StoredBlock((int)b.Kind, b.Span.Start, b.Span.Length, b.Level, b.Anchor))],
            [.. document.Origins.Marks.Select(m => new StoredMark(m.Offset, m.Line, m.Page, m.Part))]),
        StoredJson.Default.StoredStructure);

    public static (IReadOnlyList<Block> Blocks, SourceMap Origins) ReadStructure(string text)
    {
        var stored = JsonSerializer.Deserialize(text, StoredJson.Default.StoredStructure)!;
        return (
            [.. stored.Blocks.Select(b => new Block((BlockKind)b.Kind, new TextSpan(b.Start, b.Length), b.Level, b.Anchor))],
            new SourceMap(stored.Marks.Select(m => new SourceMark(m.Offset, m.Line, m.Page, m.Part))));
    }

    public static string OfList(IReadOnlyList<string> list) => JsonSerializer.Serialize([.. list], StoredJson.Default.StringArray);

    public static IReadOnlyList<string> ReadList(string text) => JsonSerializer.Deserialize(text, StoredJson.Default.StringArray)!;

    public static string OfMetadata(IReadOnlyDictionary<string, MetadataValue>? metadata) => JsonSerializer.Serialize(
        metadata?.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => Store(m.Key, m.Value)).ToArray() ?? [], StoredJson.Default.StoredMetadataArray);

    public static IReadOnlyDictionary<string, MetadataValue> ReadMetadata(string text) =>
        JsonSerializer.Deserialize(text, StoredJson.Default.StoredMetadataArray)!.ToDictionary(m => m.Name, Read, StringComparer.Ordinal);

    private static StoredMetadata Store(string name, MetadataValue value) => value switch
    {
        MetadataValue.Keywords keywords => new(name, "keywords", [.. keywords.Values]),
        MetadataValue.Number number => new(name, "number", [number.Value.ToString("R", CultureInfo.InvariantCulture)]),
        MetadataValue.Flag flag => new(name, "flag", [flag.Value ? "true" : "false"]),
        MetadataValue.Date date => new(name, "date", [date.Value.ToString("O", CultureInfo.InvariantCulture)]),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "An unknown kind of metadata."),
    };

    private static MetadataValue Read(StoredMetadata stored) => stored.Kind switch
    {
        "keywords" => new MetadataValue.Keywords(stored.Values),
        "number" => new MetadataValue.Number(double.Parse(stored.Values[0], CultureInfo.InvariantCulture)),
        "flag" => new MetadataValue.Flag(string.Equals(stored.Values[0], "true", StringComparison.Ordinal)),
        "date" => new MetadataValue.Date(DateTimeOffset.ParseExact(stored.Values[0], "O", CultureInfo.InvariantCulture)),
        _ => throw new ArgumentOutOfRangeException(nameof(stored), stored.Kind, "An unknown kind of metadata."),
    };
}

internal sealed record StoredStructure(StoredBlock[] Blocks, StoredMark[] Marks);

internal sealed record StoredBlock(
    [property: JsonPropertyName("k")] int Kind,
    [property: JsonPropertyName("s")] int Start,
    [property: JsonPropertyName("l")] int Length,
    [property: JsonPropertyName("v")] int Level,
    [property: JsonPropertyName("a")] string? Anchor);

internal sealed record StoredMark(
    [property: JsonPropertyName("o")] int Offset,
    [property: JsonPropertyName("l")] int? Line,
    [property: JsonPropertyName("p")] int? Page,
    [property: JsonPropertyName("n")] string? Part);

internal sealed record StoredMetadata(string Name, string Kind, string[] Values);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredStructure))]
[JsonSerializable(typeof(StoredMetadata[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StoredJson : JsonSerializerContext;
