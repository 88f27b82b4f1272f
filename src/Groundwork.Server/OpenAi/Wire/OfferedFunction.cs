using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>A function that a client offers; it is called at the client, never here.</summary>
internal sealed class OfferedFunction(string name, string description, JsonElement schema, bool isStrict) : AIFunctionDeclaration
{
    private static readonly IReadOnlyDictionary<string, object?> Strict = new Dictionary<string, object?>(StringComparer.Ordinal) { ["strict"] = true };

    public override string Name => name;

    public override string Description => description;

    public override JsonElement JsonSchema => schema;

    public override IReadOnlyDictionary<string, object?> AdditionalProperties => isStrict ? Strict : base.AdditionalProperties;
}
