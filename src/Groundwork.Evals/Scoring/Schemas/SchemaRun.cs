using System.Text.Json;
using Groundwork.Evals.Scoring.Structure;

namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>One check of a value. Bounded: a schema that asks for too many steps or leads in circles is refused.</summary>
internal sealed class SchemaRun(SchemaStore store, CancellationToken cancellationToken)
{
    private const int MostSteps = 1_000_000;
    private const int MostLevels = 400;

    private int _steps;
    private int _level;

    public JsonSchemaProblem? Check(SchemaPlace schema, JsonElement value)
    {
        var place = store.Enter(schema.Schema, schema.Resource);
        return Check(place, value, new SchemaScope(place.Resource, null), JsonPath.Root, new EvaluatedParts());
    }

    private JsonSchemaProblem? Check(SchemaPlace place, JsonElement value, SchemaScope scope, JsonPath path, EvaluatedParts evaluated)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (++_steps > MostSteps)
            throw new JsonSchemaException($"The schema asks for more than {MostSteps} steps with this value. Make it or the value smaller.");
        if (place.Schema.ValueKind is JsonValueKind.True)
            return null;
        if (place.Schema.ValueKind is JsonValueKind.False)
            return new JsonSchemaProblem(path.ToString(), "is not allowed");
        if (place.Schema.ValueKind != JsonValueKind.Object)
            throw new JsonSchemaException($"A schema is an object or a truth value, not {place.Schema.GetRawText()}.");
        if (++_level > MostLevels)
            throw new JsonSchemaException($"The schema leads more than {MostLevels} levels deep. Does it refer to itself?");
        // A schema sees what its own parts have looked at, not what its neighbours have.
        var own = new EvaluatedParts();
        var problem = CheckKeywords(place, value, scope.Enter(place.Resource), path, own);
        _level--;
        if (problem is null)
            evaluated.Add(own);
        return problem;
    }

    private JsonSchemaProblem? CheckKeywords(SchemaPlace place, JsonElement value, SchemaScope scope, JsonPath path, EvaluatedParts evaluated)
    {
        var dialect = place.Resource.Dialect;
        if (dialect.IsDraft7 && place.Schema.TryGetProperty("$ref", out var only))
            return Check(store.Resolve(place, only.GetString()!), value, scope, path, evaluated);
        foreach (var keyword in place.Schema.EnumerateObject())
        {
            if (dialect.HasValidation && ValueKeywords.Problem(keyword.Name, keyword.Value, value) is { } message)
                return new JsonSchemaProblem(path.ToString(), message);
            if (OfSchemas(keyword.Name, keyword.Value, place, value, scope, path, evaluated) is { } problem)
                return problem;
        }

        var parts = new SchemaParts(this, place, scope, path, evaluated);
        return value.ValueKind switch
        {
            JsonValueKind.Object => parts.CheckMembers(value),
            JsonValueKind.Array => parts.CheckElements(value),
            _ => null,
        };
    }

    /// <summary>Checks a part of a value, or with fresh <paramref name="evaluated"/> the value itself, with a schema of the same resource.</summary>
    public JsonSchemaProblem? CheckPart(JsonElement schema, SchemaPlace around, JsonElement value, SchemaScope scope, JsonPath path, EvaluatedParts evaluated) =>
        Check(store.Enter(schema, around.Resource), value, scope, path, evaluated);

    /// <summary>Keywords that apply other schemas to the same value.</summary>
    private JsonSchemaProblem? OfSchemas(string keyword, JsonElement rule, SchemaPlace place, JsonElement value, SchemaScope scope, JsonPath path, EvaluatedParts evaluated)
    {
        switch (keyword)
        {
            case "$ref":
                return Check(store.Resolve(place, rule.GetString()!), value, scope, path, evaluated);
            case "$dynamicRef" when !place.Resource.Dialect.IsDraft7:
                return Check(ResolveDynamically(place, rule.GetString()!, scope), value, scope, path, evaluated);
            case "allOf":
                return rule.EnumerateArray().Select(schema => CheckPart(schema, place, value, scope, path, evaluated)).FirstOrDefault(problem => problem is not null);
            case "anyOf":
                return Holding(rule, place, value, scope, path, evaluated) > 0 ? null : new JsonSchemaProblem(path.ToString(), "follows none of the schemas of anyOf");
            case "oneOf":
                var holding = Holding(rule, place, value, scope, path, evaluated);
                return holding == 1 ? null : new JsonSchemaProblem(path.ToString(), $"follows {holding} of the schemas of oneOf, not one");
            case "not":
                return CheckPart(rule, place, value, scope, path, new EvaluatedParts()) is not null ? null : new JsonSchemaProblem(path.ToString(), "follows the schema of not");
            case "if":
                return Conditional(rule, place, value, scope, path, evaluated);
            default:
                return null;
        }
    }

    private SchemaPlace ResolveDynamically(SchemaPlace place, string reference, SchemaScope scope)
    {
        var target = store.Resolve(place, reference);
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var anchor = hash < 0 ? "" : reference[(hash + 1)..];
        if (!target.Resource.DynamicAnchors.Contains(anchor))
            return target;
        return scope.OutermostWith(anchor) is { } outermost ? outermost.Anchors[anchor] : target;
    }

    private int Holding(JsonElement schemas, SchemaPlace place, JsonElement value, SchemaScope scope, JsonPath path, EvaluatedParts evaluated)
    {
        var holding = 0;
        foreach (var schema in schemas.EnumerateArray())
        {
            var own = new EvaluatedParts();
            if (CheckPart(schema, place, value, scope, path, own) is not null)
                continue;
            evaluated.Add(own);
            holding++;
        }

        return holding;
    }

    private JsonSchemaProblem? Conditional(JsonElement condition, SchemaPlace place, JsonElement value, SchemaScope scope, JsonPath path, EvaluatedParts evaluated)
    {
        var own = new EvaluatedParts();
        var holds = CheckPart(condition, place, value, scope, path, own) is null;
        if (holds)
            evaluated.Add(own);
        return place.Schema.TryGetProperty(holds ? "then" : "else", out var branch) ? CheckPart(branch, place, value, scope, path, evaluated) : null;
    }
}
