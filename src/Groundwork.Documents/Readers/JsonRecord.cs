using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Groundwork.Documents.Canonical;
using Groundwork.Language;

namespace Groundwork.Documents.Readers;

/// <summary>One line of a JSON Lines corpus becomes a source, or a broken part that says why.</summary>
internal static class JsonRecord
{
    private const int MaxIdCharacters = 1024;

    private static readonly string[] s_ownFields = ["id", "_id", "title", "text", "lang", "mediatype", "vectorbase64"];

    private const int MaxDimensions = 4096;

    public static ContainedPart Read(ReadOnlyMemory<byte> line, int number, SourceInfo container)
    {
        if (!Utf8.IsValid(line.Span)) return JsonLinesReader.Broken(number, UnreadableReason.Damaged, "the bytes are not valid UTF-8. Save the file as UTF-8.");
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Read(json.RootElement, number, container)
                : JsonLinesReader.Broken(number, UnreadableReason.Damaged, $"it holds a JSON {json.RootElement.ValueKind}, not an object like {{\"id\": …, \"text\": …}}.");
        }
        catch (JsonException problem)
        {
            var at = problem.BytePositionInLine is { } position ? string.Create(CultureInfo.InvariantCulture, $" at byte {position + 1}") : "";
            return JsonLinesReader.Broken(number, UnreadableReason.Damaged, $"it is not JSON{at}. Each line must be one whole JSON object.", problem);
        }
        catch (InvalidOperationException problem)
        {
            // The parser checks escapes only when a string is read.
            return JsonLinesReader.Broken(number, UnreadableReason.Damaged, "a string holds half of a surrogate pair, written as \\uD8xx or \\uDCxx alone. Repair the escape.", problem);
        }
    }

    private static ContainedPart Read(JsonElement record, int number, SourceInfo container)
    {
        var id = Id(record, "id") ?? Id(record, "_id");
        if (id is null) return JsonLinesReader.Broken(number, UnreadableReason.Incomplete, "the record has no \"id\" (or \"_id\") that is a non-empty string or a number.");
        if (id.Length > MaxIdCharacters)
            return JsonLinesReader.Broken(number, UnreadableReason.Incomplete, FormattableString.Invariant($"the id has {id.Length} characters; at most {MaxIdCharacters} can be kept."));
        var text = Text(record, "text");
        if (text is null) return JsonLinesReader.Broken(number, UnreadableReason.Incomplete, $"the record \"{id}\" has no \"text\" that is a non-empty string.");
        var source = new SourceInfo(
            new DocumentId(id),
            container.Path,
            Text(record, "mediaType")?.Trim().ToLowerInvariant() ?? MediaTypes.PlainText,
            Text(record, "title"),
            Text(record, "lang") is { } lang ? LanguageCode.FromTag(lang) : container.Language,
            Metadata(record, container.Metadata),
            number,
            OnOneLine: true,
            Vector(record));
        return new ContainedPart.Readable(source, Encoding.UTF8.GetBytes(CanonicalText.Clean(text)));
    }

    private static string? Id(JsonElement record, string name)
    {
        if (!record.TryGetProperty(name, out var value)) return null;
        var id = value.ValueKind switch
        {
            JsonValueKind.String => CanonicalText.Clean(value.GetString()!).Trim(),
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        return id.Length == 0 ? null : id;
    }

    private static string? Text(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is var text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static Dictionary<string, MetadataValue>? Metadata(JsonElement record, IReadOnlyDictionary<string, MetadataValue>? ofContainer)
    {
        var metadata = ofContainer is null ? new Dictionary<string, MetadataValue>(StringComparer.Ordinal) : new Dictionary<string, MetadataValue>(ofContainer, StringComparer.Ordinal);
        foreach (var field in record.EnumerateObject())
        {
            var name = field.Name.ToLowerInvariant();
            if (s_ownFields.Contains(name, StringComparer.Ordinal) || Value(field.Value) is not { } value) continue;
            metadata[name] = value;
        }

        return metadata.Count == 0 ? null : metadata;
    }

    // Numbers under "vector", or "vectorBase64". A text under "vector" is an ordinary value to filter by.
    private static GivenVector? Vector(JsonElement record)
    {
        if (record.TryGetProperty("vectorBase64", out var base64)) return FromBase64(base64);
        if (!record.TryGetProperty("vector", out var value) || value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0) return null;
        var numbers = new float[Math.Min(value.GetArrayLength(), MaxDimensions + 1)];
        var count = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && count == 0) return null;
            if (count == MaxDimensions) return new GivenVector(default, FormattableString.Invariant($"it has {value.GetArrayLength()} numbers; at most {MaxDimensions} can be kept"));
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetSingle(out var number) || !float.IsFinite(number))
                return new GivenVector(default, FormattableString.Invariant($"number {count + 1} of it is {item.GetRawText()}"));
            numbers[count++] = number;
        }

        return new GivenVector(numbers.AsMemory(0, count));
    }

    private static GivenVector FromBase64(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || !value.TryGetBytesFromBase64(out var bytes) || bytes.Length == 0 || bytes.Length % sizeof(float) != 0)
            return new GivenVector(default, "\"vectorBase64\" is no base64 of little-endian float32 numbers, four bytes each");
        var numbers = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        for (var i = 0; i < numbers.Length; i++)
            if (!float.IsFinite(numbers[i]))
                return new GivenVector(default, FormattableString.Invariant($"number {i + 1} of it is {numbers[i]}"));
        return new GivenVector(numbers);
    }

    private static MetadataValue? Value(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return new MetadataValue.Flag(value.GetBoolean());
            case JsonValueKind.Number:
                return value.TryGetDouble(out var number) && double.IsFinite(number) ? new MetadataValue.Number(number) : null;
            case JsonValueKind.String:
                var text = value.GetString()!;
                if (string.IsNullOrWhiteSpace(text)) return null;
                return SourceDate.Parse(text) is { } date ? new MetadataValue.Date(date) : new MetadataValue.Keywords([CanonicalText.Clean(text)]);
            case JsonValueKind.Array:
                var items = value.EnumerateArray().ToList();
                return items.Count > 0 && items.TrueForAll(item => item.ValueKind == JsonValueKind.String)
                    ? new MetadataValue.Keywords([.. items.Select(item => CanonicalText.Clean(item.GetString()!))])
                    : null;
            default:
                return null;
        }
    }
}
