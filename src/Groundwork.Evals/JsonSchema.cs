using System.Text.Json;
using Groundwork.Evals.Scoring.Schemas;
using Groundwork.Evals.Scoring.Structure;

namespace Groundwork.Evals;

/// <summary>
/// A JSON Schema of draft 7 or 2020-12. References lead within the document or to documents that were handed in; nothing is ever fetched.
/// <c>format</c> and the content keywords say nothing about validity, as both drafts have it by default. Safe to use from many threads.
/// </summary>
public sealed class JsonSchema
{
    private readonly SchemaStore _store;
    private readonly SchemaPlace _root;

    private JsonSchema(SchemaStore store, SchemaPlace root)
    {
        _store = store;
        _root = root;
    }

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">JSON text.</param>
    /// <param name="documents">Further documents by absolute address that it may refer to, as JSON texts; null for none.</param>
    /// <param name="assumed">The draft of a schema that does not say <c>$schema</c>.</param>
    /// <exception cref="JsonSchemaException">It is no JSON, no valid schema, of an unknown draft, or refers to what is not there.</exception>
    public static JsonSchema Parse(string schema, IReadOnlyDictionary<string, string>? documents = null, JsonSchemaDraft assumed = JsonSchemaDraft.Draft202012)
    {
        var root = Document(schema, "The schema");
        var store = new SchemaStore(assumed);
        foreach (var (address, text) in documents ?? new Dictionary<string, string>(StringComparer.Ordinal))
            store.Add(SchemaStore.Address(address), Document(text, $"The document \"{address}\""));
        var place = store.Add(SchemaStore.Unnamed, root);
        Metaschemas.Refuse(place);
        store.RefuseDanglingReferences();
        return new JsonSchema(store, place);
    }

    /// <summary>Checks a value.</summary>
    /// <param name="value">Any JSON value.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The first problem that was found; null when the value follows the schema.</returns>
    /// <exception cref="JsonSchemaException">A reference leads nowhere, or the schema asks for more than a million steps.</exception>
    public JsonSchemaProblem? Check(JsonElement value, CancellationToken cancellationToken) => new SchemaRun(_store, cancellationToken).Check(_root, value);

    /// <summary>Checks a text.</summary>
    /// <param name="json">JSON text; a text that is none is a problem.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The first problem that was found; null when the value follows the schema.</returns>
    /// <exception cref="JsonSchemaException">A reference leads nowhere, or the schema asks for more than a million steps.</exception>
    public JsonSchemaProblem? Check(string json, CancellationToken cancellationToken) =>
        JsonText.TryParse(json, out var value, out var problem) ? Check(value, cancellationToken) : new JsonSchemaProblem("", problem);

    private static JsonElement Document(string text, string what) =>
        JsonText.TryParse(text, out var value, out var problem) ? value : throw new JsonSchemaException($"{what} cannot be read. {problem}");
}
