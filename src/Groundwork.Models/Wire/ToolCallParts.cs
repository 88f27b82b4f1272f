using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>Tool calls put together from the pieces a stream sends.</summary>
/// <remarks>
/// A piece belongs to the call with its index. Servers also leave the index out, or send 0 for every call: then a new id begins a new
/// call, and a piece without an id continues the last one.
/// </remarks>
internal sealed class ToolCallParts
{
    private readonly List<Part> _parts = [];

    public bool Any => _parts.Count > 0;

    public void Add(JsonElement toolCalls)
    {
        foreach (var piece in toolCalls.EnumerateArray())
        {
            var id = piece.TextField("id");
            var part = Find(piece.CountField("index"), id);
            if (!string.IsNullOrEmpty(id))
                part.Id = id;
            if (piece.ObjectField("function") is not { } function)
                continue;
            // The name comes whole; a server that repeats it in every piece must not double it.
            if (function.TextField("name") is { Length: > 0 } name)
                part.Name = name;
            if (function.Field("arguments") is { } arguments)
                part.Arguments.Append(arguments.ValueKind == JsonValueKind.String ? arguments.Text() : arguments.GetRawText());
        }
    }

    /// <summary>The whole calls, in the order they began; null if one has no name.</summary>
    public IReadOnlyList<AIContent>? Complete()
    {
        var calls = new List<AIContent>(_parts.Count);
        foreach (var part in _parts)
        {
            if (part.Name.Length == 0)
                return null;
            var id = part.Id ?? string.Create(CultureInfo.InvariantCulture, $"call_{calls.Count}");
            calls.Add(MessageReader.ToolCall(id, part.Name, part.Arguments.ToString()));
        }

        return calls;
    }

    private Part Find(long? index, string? id)
    {
        var isNamed = !string.IsNullOrEmpty(id);
        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            var part = _parts[i];
            var sameCall = !isNamed || part.Id is null || string.Equals(part.Id, id, StringComparison.Ordinal);
            if (sameCall && (index is null ? isNamed ? part.Id is not null : i == _parts.Count - 1 : part.Index == index))
                return part;
        }

        var begun = new Part { Index = index };
        _parts.Add(begun);
        return begun;
    }

    private sealed class Part
    {
        public long? Index { get; init; }

        public string? Id { get; set; }

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();
    }
}
