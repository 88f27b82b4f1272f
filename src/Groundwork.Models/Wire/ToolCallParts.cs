using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>Tool calls put together from the pieces a stream sends.</summary>
/// <remarks>
/// A piece belongs to the call with its index. Servers also leave the index out, or send 0 for every call: then a new id, or a name after
/// complete arguments, begins a new call, and any other piece continues the last one.
/// </remarks>
internal sealed class ToolCallParts
{
    private readonly List<Part> _parts = [];

    public bool Any => _parts.Count > 0;

    /// <summary>Adds pieces as OpenAI servers send them.</summary>
    public void Add(JsonElement toolCalls)
    {
        foreach (var piece in toolCalls.EnumerateArray())
        {
            var function = piece.ObjectField("function");
            var arguments = function?.Field("arguments");
            Add(piece.CountField("index"), piece.TextField("id"), function?.TextField("name"), arguments is { } json ? Raw(json) : null);
        }
    }

    /// <summary>Adds one piece; what it leaves out is null.</summary>
    public void Add(long? index, string? id, string? name, string? arguments)
    {
        var part = Find(index, id, name);
        if (!string.IsNullOrEmpty(id))
            part.Id = id;
        // The name comes whole; a server that repeats it in every piece must not double it.
        if (!string.IsNullOrEmpty(name))
            part.Name = name;
        // Some servers send the whole arguments once more with the last piece.
        if (arguments is { Length: > 0 } && !(arguments.Length > 2 && part.Arguments.Equals(arguments.AsSpan()) && IsObject(arguments)))
            part.Arguments.Append(arguments);
    }

    /// <summary>Adds a call that came in one piece.</summary>
    public void AddWhole(string? id, string? name, string? arguments, string? signature = null)
    {
        var part = new Part { Id = string.IsNullOrEmpty(id) ? null : id, Name = name ?? "", Signature = signature };
        part.Arguments.Append(arguments);
        _parts.Add(part);
    }

    /// <summary>The whole calls, in the order they began; null if one has no name.</summary>
    public IReadOnlyList<FunctionCallContent>? Complete()
    {
        var calls = new List<FunctionCallContent>(_parts.Count);
        foreach (var part in _parts)
        {
            if (part.Name.Length == 0)
                return null;
            var call = Call(part.Id, part.Name, part.Arguments.ToString());
            ThoughtSignature.Set(call, part.Signature);
            calls.Add(call);
        }

        return calls;
    }

    /// <summary>
    /// A call of a tool. Arguments that are not a JSON object leave <see cref="FunctionCallContent.Exception"/> set, and stand as they came in
    /// <see cref="AIContent.RawRepresentation"/>.
    /// </summary>
    /// <param name="id">Name of the call; null or empty where the server gives none, and one is made that no other call of the conversation has.</param>
    /// <param name="name">The tool.</param>
    /// <param name="argumentsJson">The arguments as text.</param>
    public static FunctionCallContent Call(string? id, string name, string argumentsJson)
    {
        if (string.IsNullOrEmpty(id))
            id = "call_" + RandomNumberGenerator.GetHexString(24, lowercase: true);
        if (string.IsNullOrWhiteSpace(argumentsJson))
            return new FunctionCallContent(id, name, new Dictionary<string, object?>(StringComparer.Ordinal));
        var call = FunctionCallContent.CreateFromParsedArguments(argumentsJson, id, name, ParseArguments);
        if (call.Exception is not null)
            call.RawRepresentation = argumentsJson;
        return call;
    }

    /// <summary>Arguments as text, whether the server sends them as text or as an object.</summary>
    public static string Raw(JsonElement arguments) => arguments.ValueKind == JsonValueKind.String ? arguments.Text() : arguments.GetRawText();

    private static Dictionary<string, object?> ParseArguments(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        if (parsed.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException($"The arguments of a tool call are a JSON {parsed.RootElement.ValueKind}, not an object.");
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var argument in parsed.RootElement.EnumerateObject())
            arguments[argument.Name] = argument.Value.ValueKind == JsonValueKind.Null ? null : argument.Value.Clone();
        return arguments;
    }

    private Part Find(long? index, string? id, string? name)
    {
        var isNamed = !string.IsNullOrEmpty(id);
        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            var part = _parts[i];
            if (isNamed && part.Id is not null && !string.Equals(part.Id, id, StringComparison.Ordinal))
                continue;
            var isSame = index is not null ? part.Index == index : isNamed ? part.Id is not null : i == _parts.Count - 1 && !BeginsAnother(part, name);
            if (isSame)
                return part;
        }

        var begun = new Part { Index = index };
        _parts.Add(begun);
        return begun;
    }

    private static bool BeginsAnother(Part last, string? name) =>
        !string.IsNullOrEmpty(name) && last.Name.Length > 0 && (!string.Equals(last.Name, name, StringComparison.Ordinal) || IsObject(last.Arguments.ToString()));

    private static bool IsObject(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed class Part
    {
        public long? Index { get; init; }

        public string? Id { get; set; }

        public string Name { get; set; } = "";

        public string? Signature { get; init; }

        public StringBuilder Arguments { get; } = new();
    }
}
