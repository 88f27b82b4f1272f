using System.Text.Json;

namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>A schema with an address of its own, and the names within it.</summary>
/// <param name="address">Without fragment.</param>
/// <param name="root">The schema.</param>
/// <param name="dialect">How its keywords are read.</param>
internal sealed class SchemaResource(Uri address, JsonElement root, SchemaDialect dialect)
{
    public Uri Address { get; } = address;

    public JsonElement Root { get; } = root;

    public SchemaDialect Dialect { get; } = dialect;

    /// <summary>Places by <c>$anchor</c>, <c>$dynamicAnchor</c>, and in draft 7 by an <c>$id</c> that is a fragment.</summary>
    public Dictionary<string, SchemaPlace> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Names among the anchors that a <c>$dynamicRef</c> may be led to.</summary>
    public HashSet<string> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}
