using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Groundwork.Language;

namespace Groundwork.Evals.Judging;

/// <summary>Label sets in our own form, see docs/formats/labels.md.</summary>
internal static class LabelJson
{
    private const int MostLevels = 20;

    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static LabelSet Read(IReadOnlyList<JsonLine> lines, string source)
    {
        if (lines.Count == 0) throw new JudgeFileException(source, "", "It is empty. Its first line should be like {\"labels\":1,\"name\":\"…\",\"kind\":\"grades\",\"criterion\":\"…\",\"scale\":[0,1]}.");
        var head = lines[0];
        head.OnlyKnown("labels", "name", "kind", "criterion", "scale");
        if (!head.Root.TryGetProperty("labels", out var version) || head.Number(version, "labels") != 1) throw head.Problem("\"labels\" must be 1, the version of the format.");
        var kind = head.Text("kind") switch
        {
            "grades" => LabelKind.Grades,
            "pairs" => LabelKind.Pairs,
            var other => throw head.Problem($"\"kind\" is \"{other}\"; it must be grades or pairs."),
        };
        var scale = kind == LabelKind.Pairs ? [-1, 0, 1] : head.Root.TryGetProperty("scale", out var list) ? head.Numbers(list, "scale") : throw head.Problem("\"scale\" is missing.");
        return Checked(head.Text("name"), kind, head.Text("criterion"), scale, [.. lines.Skip(1).Select(Item)], source);
    }

    public static LabelSet Checked(string name, LabelKind kind, string criterion, IReadOnlyList<int> scale, IReadOnlyList<LabelledItem> items, string source)
    {
        if (scale.Count is < 2 or > MostLevels || scale.Distinct().Count() != scale.Count)
            throw new JudgeFileException(source, "", string.Create(CultureInfo.InvariantCulture, $"The scale must have 2 to {MostLevels} different values; it has {string.Join(", ", scale)}."));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var place = $"item \"{item.Item.Id}\"";
            if (item.Item.Id.Length == 0) throw new JudgeFileException(source, "", "An item has no id.");
            if (!ids.Add(item.Item.Id)) throw new JudgeFileException(source, place, "there are two items of this id.");
            if (item.Labels.Count == 0) throw new JudgeFileException(source, place, "nobody labelled it; leave it out.");
            if (item.Labels.FirstOrDefault(label => !scale.Contains(label.Value)) is { } outside) throw new JudgeFileException(source, place, string.Create(CultureInfo.InvariantCulture, $"the label {outside.Value} is not on the scale."));
            if (item.Labels.DistinctBy(label => label.Person, StringComparer.Ordinal).Count() != item.Labels.Count) throw new JudgeFileException(source, place, "one person labelled it twice; keep the label that counts.");
            if (kind == LabelKind.Pairs && item.Item.Other is null) throw new JudgeFileException(source, place, "it has no second answer.");
        }

        var set = new LabelSet(name, kind, criterion, [.. scale.Order()], items, "");
        return set with { Fingerprint = ContentHash.OfText(Write(set)).Hex };
    }

    public static string Write(LabelSet labels)
    {
        using var buffer = new MemoryStream();
        WriteLine(buffer, json =>
        {
            json.WriteNumber("labels", 1);
            json.WriteString("name", labels.Name);
            json.WriteString("kind", labels.Kind == LabelKind.Pairs ? "pairs" : "grades");
            json.WriteString("criterion", labels.Criterion);
            json.WriteStartArray("scale");
            foreach (var value in labels.Scale) json.WriteNumberValue(value);
            json.WriteEndArray();
        });
        foreach (var item in labels.Items) WriteLine(buffer, json => WriteItem(json, item));
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static LabelledItem Item(JsonLine line)
    {
        line.OnlyKnown("id", "question", "answer", "other", "passages", "reference", "before", "model", "language", "labels", "tags", "cluster");
        if (!line.Root.TryGetProperty("labels", out var labels) || labels.ValueKind != JsonValueKind.Object) throw line.Problem("\"labels\" must be an object of people and their labels, like {\"anna\":1}.");
        var item = new JudgedItem(line.Text("id"), line.Text("question"), line.Text("answer"))
        {
            Other = line.Optional("other"),
            Passages = line.Root.TryGetProperty("passages", out _) ? line.Texts("passages") : null,
            Reference = line.Optional("reference"),
            Before = line.Turns("before"),
            Model = line.Optional("model"),
            Language = line.Optional("language"),
        };
        return new LabelledItem(item, [.. labels.EnumerateObject().Select(label => new HumanLabel(label.Name, line.Number(label.Value, "labels")))])
        {
            Tags = line.Root.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Object
                ? tags.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.ValueKind == JsonValueKind.String ? tag.Value.GetString()! : throw line.Problem($"the tag \"{tag.Name}\" is no text."), StringComparer.Ordinal)
                : new Dictionary<string, string>(StringComparer.Ordinal),
            Cluster = line.Optional("cluster"),
        };
    }

    private static void WriteItem(Utf8JsonWriter json, LabelledItem labelled)
    {
        var item = labelled.Item;
        json.WriteString("id", item.Id);
        json.WriteString("question", item.Question);
        json.WriteString("answer", item.Answer);
        if (item.Other is not null) json.WriteString("other", item.Other);
        if (item.Passages is not null)
        {
            json.WriteStartArray("passages");
            foreach (var passage in item.Passages) json.WriteStringValue(passage);
            json.WriteEndArray();
        }

        if (item.Reference is not null) json.WriteString("reference", item.Reference);
        if (item.Before.Count > 0)
        {
            json.WriteStartArray("before");
            foreach (var turn in item.Before)
            {
                json.WriteStartObject();
                json.WriteString("role", turn.Role);
                json.WriteString("text", turn.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (item.Model is not null) json.WriteString("model", item.Model);
        if (item.Language is not null) json.WriteString("language", item.Language);
        json.WriteStartObject("labels");
        foreach (var label in labelled.Labels.OrderBy(label => label.Person, StringComparer.Ordinal)) json.WriteNumber(label.Person, label.Value);
        json.WriteEndObject();
        if (labelled.Tags.Count > 0)
        {
            json.WriteStartObject("tags");
            foreach (var (name, value) in labelled.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)) json.WriteString(name, value);
            json.WriteEndObject();
        }

        if (labelled.Cluster is not null) json.WriteString("cluster", labelled.Cluster);
    }

    private static void WriteLine(MemoryStream buffer, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(buffer, s_readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
    }
}
