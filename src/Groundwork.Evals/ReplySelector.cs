using System.Globalization;
using System.Text.Json;

namespace Groundwork.Evals;

/// <summary>Picks values out of a JSON reply: <c>$</c>, <c>$.answer.text</c>, <c>$.hits[0].id</c>, <c>$.hits[*].id</c>, <c>$['odd name']</c>. A part of JSONPath (RFC 9535): names, places and <c>*</c>.</summary>
public sealed class ReplySelector
{
    private const int MostSteps = 32;
    private const int MostValues = 100_000;

    private readonly IReadOnlyList<Step> _steps;

    private ReplySelector(string path, IReadOnlyList<Step> steps) => (Path, _steps) = (path, steps);

    /// <summary>The path, as it was written.</summary>
    public string Path { get; }

    /// <summary>True when it may pick more than one value.</summary>
    public bool IsMany => _steps.Any(step => step.IsAll);

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static ReplySelector Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || path[0] != '$') throw Wrong(path, 0, "a path begins with $");
        var steps = new List<Step>();
        for (var at = 1; at < path.Length;)
        {
            steps.Add(path[at] switch
            {
                '.' => ReadName(path, ref at),
                '[' => ReadBrackets(path, ref at),
                _ => throw Wrong(path, at, "here stands . or ["),
            });
            if (steps.Count > MostSteps) throw Wrong(path, at, FormattableString.Invariant($"a path has at most {MostSteps} steps"));
        }

        return new ReplySelector(path, steps);
    }

    /// <summary>The values that the path leads to, in their order; none where it leads nowhere. At most 100,000.</summary>
    public IReadOnlyList<JsonElement> Select(JsonElement root)
    {
        List<JsonElement> values = [root];
        foreach (var step in _steps)
        {
            var next = new List<JsonElement>();
            foreach (var value in values)
            {
                step.Follow(value, next);
                if (next.Count > MostValues) throw new FormatException(FormattableString.Invariant($"The path {Path} leads to more than {MostValues} values."));
            }

            values = next;
        }

        return values;
    }

    /// <summary>A value as text: the text itself, or the JSON of anything else; null for null.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => Storing.JsonMembers.TextOf(value, "a value of the reply"),
        _ => value.GetRawText(),
    };

    private static Step ReadName(string path, ref int at)
    {
        var start = ++at;
        while (at < path.Length && path[at] is not ('.' or '[' or ']')) at++;
        if (at == start) throw Wrong(path, start, "a name is missing");
        var name = path[start..at];
        return string.Equals(name, "*", StringComparison.Ordinal) ? Step.All : new Step(name, Place: null, IsAll: false);
    }

    private static Step ReadBrackets(string path, ref int at)
    {
        var start = ++at;
        if (at < path.Length && path[at] is '\'' or '"')
        {
            var quote = path[at];
            var end = path.IndexOf(quote, at + 1);
            if (end < 0 || end + 1 >= path.Length || path[end + 1] != ']') throw Wrong(path, start, "a quoted name ends with its quote and ]");
            at = end + 2;
            return new Step(path[(start + 1)..end], Place: null, IsAll: false);
        }

        var close = path.IndexOf(']', at);
        if (close < 0) throw Wrong(path, start, "] is missing");
        var inner = path[start..close];
        at = close + 1;
        if (string.Equals(inner, "*", StringComparison.Ordinal)) return Step.All;
        return int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place)
            ? new Step(Name: null, place, IsAll: false)
            : throw Wrong(path, start, "in brackets stands a number, * or a quoted name");
    }

    private static FormatException Wrong(string path, int at, string why) =>
        new(FormattableString.Invariant($"\"{Storing.JsonMembers.Shorten(path)}\" is no path: {why} (character {at + 1}). Paths look like $.answer.text, $.hits[0].id or $.hits[*].id."));

    private sealed record Step(string? Name, int? Place, bool IsAll)
    {
        public static Step All { get; } = new(Name: null, Place: null, IsAll: true);

        public void Follow(JsonElement value, List<JsonElement> found)
        {
            if (IsAll && value.ValueKind == JsonValueKind.Array) found.AddRange(value.EnumerateArray());
            else if (IsAll && value.ValueKind == JsonValueKind.Object) found.AddRange(value.EnumerateObject().Select(member => member.Value));
            else if (Name is not null && value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Name, out var member)) found.Add(member);
            else if (Place is { } place && value.ValueKind == JsonValueKind.Array && (place < 0 ? place + value.GetArrayLength() : place) is var index && index >= 0 && index < value.GetArrayLength()) found.Add(value[index]);
        }
    }
}
