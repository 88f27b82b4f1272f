using System.Text.Json;
using Groundwork.Evals.Scoring.Structure;

namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>Keywords that apply schemas to members and elements. They come after those for the whole value, since <c>unevaluated…</c> asks what those have looked at.</summary>
internal sealed class SchemaParts(SchemaRun run, SchemaPlace place, SchemaScope scope, JsonPath path, EvaluatedParts evaluated)
{
    public JsonSchemaProblem? CheckMembers(JsonElement value) =>
        OfNames(value) ?? OfProperties(value) ?? OfDependentSchemas(value) ?? OfDependencies(value) ?? OfUnevaluatedMembers(value);

    public JsonSchemaProblem? CheckElements(JsonElement value) =>
        (place.Resource.Dialect.IsDraft7 ? OfItemsOfDraft7(value) : OfItems(value)) ?? OfContained(value) ?? OfUnevaluatedElements(value);

    private JsonSchemaProblem? OfNames(JsonElement value)
    {
        if (!place.Schema.TryGetProperty("propertyNames", out var names))
            return null;
        foreach (var member in value.EnumerateObject())
        {
            using var name = JsonDocument.Parse($"\"{JsonEncodedText.Encode(member.Name)}\"");
            if (run.CheckPart(names, place, name.RootElement, scope, path.To(member.Name), new EvaluatedParts()) is { } problem)
                return problem with { Message = "The name " + problem.Message };
        }

        return null;
    }

    private JsonSchemaProblem? OfProperties(JsonElement value)
    {
        place.Schema.TryGetProperty("properties", out var properties);
        place.Schema.TryGetProperty("patternProperties", out var patterns);
        var hasAdditional = place.Schema.TryGetProperty("additionalProperties", out var additional);
        foreach (var member in value.EnumerateObject())
        {
            var isKnown = false;
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var own))
            {
                isKnown = true;
                if (CheckMember(own, member) is { } problem)
                    return problem;
            }

            foreach (var pattern in patterns.ValueKind == JsonValueKind.Object ? patterns.EnumerateObject() : default)
            {
                if (!SchemaPatterns.IsMatch(pattern.Name, member.Name))
                    continue;
                isKnown = true;
                if (CheckMember(pattern.Value, member) is { } problem)
                    return problem;
            }

            if (!isKnown && hasAdditional && CheckMember(additional, member) is { } unwanted)
                return unwanted;
        }

        return null;
    }

    private JsonSchemaProblem? CheckMember(JsonElement schema, JsonProperty member)
    {
        evaluated.Add(member.Name);
        return run.CheckPart(schema, place, member.Value, scope, path.To(member.Name), new EvaluatedParts());
    }

    private JsonSchemaProblem? OfDependentSchemas(JsonElement value) =>
        !place.Resource.Dialect.IsDraft7 && place.Schema.TryGetProperty("dependentSchemas", out var schemas) ? OfEachPresent(schemas, value) : null;

    private JsonSchemaProblem? OfDependencies(JsonElement value) =>
        place.Resource.Dialect.IsDraft7 && place.Schema.TryGetProperty("dependencies", out var dependencies) ? OfEachPresent(dependencies, value) : null;

    private JsonSchemaProblem? OfEachPresent(JsonElement dependencies, JsonElement value)
    {
        foreach (var dependency in dependencies.EnumerateObject())
        {
            if (!value.TryGetProperty(dependency.Name, out _))
                continue;
            if (dependency.Value.ValueKind != JsonValueKind.Array)
            {
                if (run.CheckPart(dependency.Value, place, value, scope, path, evaluated) is { } problem)
                    return problem;
            }
            else if (ValueKeywords.Missing(dependency.Value, value) is { } missing)
                return new JsonSchemaProblem(path.ToString(), $"lacks the member \"{missing}\", which \"{dependency.Name}\" needs");
        }

        return null;
    }

    private JsonSchemaProblem? OfUnevaluatedMembers(JsonElement value)
    {
        if (place.Resource.Dialect.IsDraft7 || !place.Schema.TryGetProperty("unevaluatedProperties", out var schema))
            return null;
        return value.EnumerateObject().Where(member => !evaluated.Contains(member.Name)).Select(member => CheckMember(schema, member)).FirstOrDefault(problem => problem is not null);
    }

    private JsonSchemaProblem? OfItems(JsonElement value)
    {
        var first = 0;
        if (place.Schema.TryGetProperty("prefixItems", out var prefix))
        {
            first = Math.Min(prefix.GetArrayLength(), value.GetArrayLength());
            if (OfTuple(prefix, value) is { } problem)
                return problem;
        }

        return place.Schema.TryGetProperty("items", out var items) ? OfRest(items, value, first) : null;
    }

    private JsonSchemaProblem? OfItemsOfDraft7(JsonElement value)
    {
        if (!place.Schema.TryGetProperty("items", out var items))
            return null;
        if (items.ValueKind != JsonValueKind.Array)
            return OfRest(items, value, 0);
        if (OfTuple(items, value) is { } problem)
            return problem;
        return place.Schema.TryGetProperty("additionalItems", out var additional) ? OfRest(additional, value, items.GetArrayLength()) : null;
    }

    private JsonSchemaProblem? OfTuple(JsonElement schemas, JsonElement value)
    {
        var index = 0;
        foreach (var (schema, element) in schemas.EnumerateArray().Zip(value.EnumerateArray()))
        {
            if (run.CheckPart(schema, place, element, scope, path.To(index++), new EvaluatedParts()) is { } problem)
                return problem;
        }

        evaluated.AddFirst(index);
        return null;
    }

    private JsonSchemaProblem? OfRest(JsonElement schema, JsonElement value, int first)
    {
        var index = first;
        foreach (var element in value.EnumerateArray().Skip(first))
        {
            if (run.CheckPart(schema, place, element, scope, path.To(index++), new EvaluatedParts()) is { } problem)
                return problem;
        }

        evaluated.AddFirst(index);
        return null;
    }

    private JsonSchemaProblem? OfContained(JsonElement value)
    {
        if (!place.Schema.TryGetProperty("contains", out var schema))
            return null;
        var isDraft7 = place.Resource.Dialect.IsDraft7;
        var found = 0;
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (run.CheckPart(schema, place, element, scope, path.To(index), new EvaluatedParts()) is null)
            {
                found++;
                // In draft 7 nothing asks for it.
                if (!isDraft7)
                    evaluated.Add(index);
            }

            index++;
        }

        var count = JsonNumber.Parse(found.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var hasLeast = place.Schema.TryGetProperty("minContains", out var least) && place.Resource.Dialect is { IsDraft7: false, HasValidation: true };
        if (hasLeast ? count.CompareTo(JsonNumber.Of(least)) < 0 : found == 0)
            return new JsonSchemaProblem(path.ToString(), $"has {found} elements that follow the schema of contains, which are too few");
        var hasMost = place.Schema.TryGetProperty("maxContains", out var most) && place.Resource.Dialect is { IsDraft7: false, HasValidation: true };
        return hasMost && count.CompareTo(JsonNumber.Of(most)) > 0
            ? new JsonSchemaProblem(path.ToString(), $"has {found} elements that follow the schema of contains, which are too many")
            : null;
    }

    private JsonSchemaProblem? OfUnevaluatedElements(JsonElement value)
    {
        if (place.Resource.Dialect.IsDraft7 || !place.Schema.TryGetProperty("unevaluatedItems", out var schema))
            return null;
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (!evaluated.Contains(index) && run.CheckPart(schema, place, element, scope, path.To(index), new EvaluatedParts()) is { } problem)
                return problem;
            index++;
        }

        evaluated.AddFirst(index);
        return null;
    }
}
