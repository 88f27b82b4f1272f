using System.Collections.Frozen;
using System.Text.Json;

namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>The schemas of schemas, as json-schema.org publishes them.</summary>
internal static class Metaschemas
{
    public const string Draft7 = "http://json-schema.org/draft-07/schema";
    public const string Draft202012 = "https://json-schema.org/draft/2020-12/schema";
    public const string ValidationVocabulary = "https://json-schema.org/draft/2020-12/vocab/validation";

    private static readonly string[] Files = ["draft-2020-12", "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content"];

    private static readonly Lazy<FrozenDictionary<string, SchemaResource>> Read = new(ReadAll);

    /// <summary>Resources by address.</summary>
    public static FrozenDictionary<string, SchemaResource> All => Read.Value;

    /// <summary>Refuses a schema that its metaschema does not allow.</summary>
    public static void Refuse(SchemaPlace schema)
    {
        var metaschema = All[schema.Resource.Dialect.IsDraft7 ? Draft7 : Draft202012];
        var run = new SchemaRun(new SchemaStore(schema.Resource.Dialect.Draft), CancellationToken.None);
        if (run.Check(new SchemaPlace(metaschema.Root, metaschema), schema.Schema) is { } problem)
            throw new JsonSchemaException($"The schema is not valid. {problem}");
    }

    private static FrozenDictionary<string, SchemaResource> ReadAll()
    {
        var resources = new Dictionary<string, SchemaResource>(StringComparer.Ordinal);
        var store = new SchemaStore(JsonSchemaDraft.Draft202012);
        foreach (var file in Files)
            Add(resources, store, file);
        Add(resources, new SchemaStore(JsonSchemaDraft.Draft7), "draft-07");
        return resources.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, SchemaResource> resources, SchemaStore store, string file)
    {
        using var stream = typeof(Metaschemas).Assembly.GetManifestResourceStream($"Groundwork.Evals.Scoring.Schemas.Metaschemas.{file}.json")!;
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement.Clone();
        var id = root.GetProperty("$id").GetString()!.TrimEnd('#');
        resources[id] = store.Add(SchemaStore.Address(id), root).Resource;
    }
}
