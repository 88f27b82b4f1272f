using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Groundwork.Language;

namespace Groundwork.Evals.Storing;

/// <summary>A sample as JSON. The same sample always gives the same bytes: members in a fixed order, names of dictionaries in ordinal order, unknown things left out.</summary>
internal static class SampleJson
{
    // Texts stay readable in every script.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Sample sample) => Render(writer => WriteAll(writer, sample));

    public static string HashOf(string json) => ContentHash.OfText(json).Hex;

    /// <summary>Hash of what a subject may look at: not the expectation, the split and the origin, so that better labels do not need new calls.</summary>
    public static string AskedHashOf(Sample sample) => HashOf(Render(writer =>
    {
        writer.WriteStartObject();
        WriteQuestion(writer, sample);
        writer.WriteEndObject();
    }));

    private static string Render(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options)) write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteAll(Utf8JsonWriter writer, Sample sample)
    {
        writer.WriteStartObject();
        WriteQuestion(writer, sample);
        writer.WriteStartObject("expected");
        WriteExpectation(writer, sample.Expected);
        writer.WriteEndObject();
        Text(writer, "cluster", sample.Cluster);
        Text(writer, "split", sample.Split);
        if (sample.Origin != Provenance.Unknown)
        {
            writer.WriteStartObject("origin");
            writer.WriteString("kind", KindName(sample.Origin.Kind));
            writer.WriteString("source", sample.Origin.Source);
            writer.WriteString("detail", sample.Origin.Detail);
            writer.WriteEndObject();
        }

        if (sample.IsDraft) writer.WriteBoolean("draft", value: true);
        writer.WriteEndObject();
    }

    private static void WriteQuestion(Utf8JsonWriter writer, Sample sample)
    {
        writer.WriteString("id", sample.Id);
        writer.WriteString("input", sample.Input);
        if (sample.Before.Count > 0)
        {
            writer.WriteStartArray("before");
            foreach (var turn in sample.Before)
            {
                writer.WriteStartObject();
                writer.WriteString("role", turn.Role);
                writer.WriteString("text", turn.Text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        Map(writer, "variables", sample.Variables);
        Map(writer, "tags", sample.Tags);
    }

    private static void WriteExpectation(Utf8JsonWriter writer, Expectation expected)
    {
        if (expected.Relevant is { } relevant)
        {
            writer.WriteStartObject("relevant");
            foreach (var (document, grade) in relevant.OrderBy(pair => pair.Key, StringComparer.Ordinal)) writer.WriteNumber(document, grade);
            writer.WriteEndObject();
        }

        Texts(writer, "permitted", expected.Permitted);
        Texts(writer, "answers", expected.Answers);
        WritePlaces(writer, expected.Places);
        Text(writer, "reference", expected.Reference);
        Texts(writer, "referenceClaims", expected.ReferenceClaims);
        if (expected.IsAnswerable is { } isAnswerable) writer.WriteBoolean("answerable", isAnswerable);
        WriteToolCalls(writer, expected.ToolCalls);
        Text(writer, "endState", expected.EndState);
        Text(writer, "attackGoal", expected.AttackGoal);
        WriteChecks(writer, expected.Checks);
    }

    private static void WritePlaces(Utf8JsonWriter writer, IReadOnlyList<AnswerPlace>? places)
    {
        if (places is null) return;
        writer.WriteStartArray("places");
        foreach (var place in places)
        {
            writer.WriteStartObject();
            writer.WriteString("document", place.Document);
            writer.WriteNumber("start", place.Span.Start);
            writer.WriteNumber("length", place.Span.Length);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteToolCalls(Utf8JsonWriter writer, IReadOnlyList<ExpectedToolCall>? calls)
    {
        if (calls is null) return;
        writer.WriteStartArray("toolCalls");
        foreach (var call in calls)
        {
            writer.WriteStartObject();
            writer.WriteString("name", call.Name);
            writer.WriteStartObject("arguments");
            foreach (var (name, accepted) in call.Arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Texts(writer, name, accepted);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteChecks(Utf8JsonWriter writer, IReadOnlyList<SampleCheck>? checks)
    {
        if (checks is null) return;
        writer.WriteStartArray("checks");
        foreach (var check in checks)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", check.Kind);
            writer.WriteString("value", check.Value);
            if (check.IsNegated) writer.WriteBoolean("negated", value: true);
            if (check.Weight is < 1 or > 1) writer.WriteNumber("weight", check.Weight);
            if (check.Threshold is { } threshold) writer.WriteNumber("threshold", threshold);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Map(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0) return;
        writer.WriteStartObject(name);
        foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal)) writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter writer, string name, IReadOnlyList<string>? texts)
    {
        if (texts is null) return;
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null) writer.WriteString(name, text);
    }

    internal static string KindName(ProvenanceKind kind) => kind switch
    {
        ProvenanceKind.Unknown => "unknown",
        ProvenanceKind.Imported => "imported",
        ProvenanceKind.Production => "production",
        ProvenanceKind.Drafted => "drafted",
        ProvenanceKind.Reviewed => "reviewed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A provenance has one of the named kinds."),
    };
}
