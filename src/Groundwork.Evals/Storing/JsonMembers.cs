using System.Text.Json;

namespace Groundwork.Evals.Storing;

/// <summary>The members of a JSON object, read by name. Says by <see cref="FormatException"/> what is wrong.</summary>
internal readonly struct JsonMembers
{
    private const int LongestQuote = 80;

    private readonly JsonElement _json;
    private readonly string _what;

    /// <param name="json">The object.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="known">All members it may have; none to allow any.</param>
    public JsonMembers(JsonElement json, string what, params string[] known)
    {
        (_json, _what) = (json, what);
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException($"{what} is a JSON object, not {Shorten(json.GetRawText())}");
        if (known.Length == 0) return;
        foreach (var member in json.EnumerateObject())
            if (Array.IndexOf(known, member.Name) < 0)
                throw new FormatException($"\"{Shorten(member.Name)}\" is no member of {what}; there are {string.Join(", ", known)}");
    }

    public static string Shorten(string text) => text.Length <= LongestQuote ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote), "…");

    public FormatException Missing(string name) => new($"{_what} lacks \"{name}\"");

    /// <summary>A member; null when it is left out or null.</summary>
    public JsonElement? Member(string name) => _json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name) => Member(name) is { } value ? TextOf(value, $"\"{name}\"") : null;

    public bool? Flag(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw new FormatException($"\"{name}\" is true or false, not {Shorten(other.GetRawText())}"),
    };

    public double? Number(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        { } other => throw new FormatException($"\"{name}\" is a finite number, not {Shorten(other.GetRawText())}"),
    };

    public List<T>? List<T>(string name, Func<JsonElement, T> read) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(read)],
        { } other => throw new FormatException($"\"{name}\" is a list, not {Shorten(other.GetRawText())}"),
    };

    public List<string>? TextList(string name) => Member(name) is { } list ? TextsOf(list, $"\"{name}\"") : null;

    public Dictionary<string, string>? Texts(string name) => Map(name, value => TextOf(value, $"a value of \"{name}\""));

    public Dictionary<string, T>? Map<T>(string name, Func<JsonElement, T> read) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } map => map.EnumerateObject().ToDictionary(member => member.Name, member => read(member.Value), StringComparer.Ordinal),
        { } other => throw new FormatException($"\"{name}\" is a JSON object, not {Shorten(other.GetRawText())}"),
    };

    public static string TextOf(JsonElement value, string what)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException($"{what} is a text, not {Shorten(value.GetRawText())}");
        }
        catch (InvalidOperationException problem)
        {
            // Half of a surrogate pair, written as \ud800.
            throw new FormatException($"{what} holds half a character", problem);
        }
    }

    public static List<string> TextsOf(JsonElement list, string what) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(value => TextOf(value, $"each of {what}"))]
        : throw new FormatException($"{what} is a list of texts, not {Shorten(list.GetRawText())}");
}
