using System.Text.Json;

namespace Groundwork.Evals.Judging;

/// <summary>One object of a JSON Lines file, with what is needed to say where something is wrong.</summary>
internal sealed record JsonLine(string Source, int Line, JsonElement Root)
{
    public string Text(string field) => Optional(field) ?? throw Problem($"\"{field}\" is missing.");

    public string? Optional(string field)
    {
        if (!Root.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Problem($"\"{field}\" is no text.");
    }

    public IReadOnlyList<string> Texts(string field) => [.. Elements(field).Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Problem($"\"{field}\" holds something that is no text."))];

    public IReadOnlyList<int> Numbers(JsonElement list, string field)
    {
        if (list.ValueKind != JsonValueKind.Array) throw Problem($"\"{field}\" is no list.");
        return [.. list.EnumerateArray().Select(value => Number(value, field))];
    }

    public int Number(JsonElement value, string field) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw Problem($"\"{field}\" holds {value.GetRawText()}, which is no whole number.");

    public IReadOnlyList<SampleTurn> Turns(string field) => [.. Elements(field).Select(turn =>
        turn.ValueKind == JsonValueKind.Object && turn.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String && turn.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
            ? new SampleTurn(role.GetString()!, text.GetString()!)
            : throw Problem($"\"{field}\" holds a turn without \"role\" and \"text\"."))];

    public void OnlyKnown(params string[] known)
    {
        foreach (var field in Root.EnumerateObject())
            if (!known.Contains(field.Name, StringComparer.Ordinal)) throw Problem($"\"{field.Name}\" is not known here; there are {string.Join(", ", known)}.");
    }

    public JudgeFileException Problem(string problem) => new(Source, FormattableString.Invariant($"line {Line}"), problem);

    private IEnumerable<JsonElement> Elements(string field)
    {
        if (!Root.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null) return [];
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Problem($"\"{field}\" is no list.");
    }
}
