using System.Collections.Concurrent;
using System.Text.Json;

namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>Schemas by address. References are looked up here and nowhere else.</summary>
internal sealed class SchemaStore
{
    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);
    private readonly List<(SchemaPlace Place, string Reference)> _references = [];

    // A recursive schema follows the same reference at every level; finding its place anew each time took most of a check.
    private readonly ConcurrentDictionary<(SchemaResource From, string Reference), SchemaPlace> _resolved = new();

    private readonly SchemaDialect _assumed;

    public SchemaStore(JsonSchemaDraft assumed) => _assumed = new SchemaDialect(assumed);

    /// <summary>The address of a document that has none, so that relative references within it can be followed.</summary>
    public static Uri Unnamed { get; } = new("https://schema.invalid/unnamed.json");

    public static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? WithoutFragment(address)
        : throw new JsonSchemaException($"The document \"{text}\" has no absolute address, like https://example.com/order.json.");

    /// <summary>Adds a document and every schema with an address within it.</summary>
    public SchemaPlace Add(Uri address, JsonElement root)
    {
        var resource = new SchemaResource(address, root, DialectOf(root, _assumed));
        _resources[Key(address)] = resource;
        return Add(root, resource);
    }

    /// <summary>Refuses references of known keywords that lead nowhere.</summary>
    public void RefuseDanglingReferences()
    {
        foreach (var (place, reference) in _references)
            Resolve(place, reference);
    }

    /// <summary>The schema itself, within the resource that its <c>$id</c> makes of it.</summary>
    public SchemaPlace Enter(JsonElement schema, SchemaResource resource)
    {
        if (IdOf(schema, resource.Dialect) is not { } id || id.StartsWith('#'))
            return new SchemaPlace(schema, resource);
        return _resources.TryGetValue(Key(Combine(resource.Address, id)), out var own) ? new SchemaPlace(schema, own) : new SchemaPlace(schema, resource);
    }

    /// <summary>Follows a reference.</summary>
    /// <exception cref="JsonSchemaException">It leads nowhere.</exception>
    public SchemaPlace Resolve(SchemaPlace from, string reference) => _resolved.GetOrAdd((from.Resource, reference), key => Find(key.From, key.Reference));

    private SchemaPlace Find(SchemaResource from, string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var address = hash == 0 ? from.Address : Combine(from.Address, hash < 0 ? reference : reference[..hash]);
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        if (!_resources.TryGetValue(Key(address), out var resource) && !Metaschemas.All.TryGetValue(Key(address), out resource))
            throw new JsonSchemaException($"The schema refers to \"{reference}\", which was not handed in. Nothing is fetched; give the document together with the schema, or put the definition into it.");
        if (fragment.Length == 0)
            return new SchemaPlace(resource.Root, resource);
        if (!fragment.StartsWith('/'))
            return resource.Anchors.TryGetValue(fragment, out var anchored) ? anchored : throw Nowhere(reference);
        return Walk(resource, fragment) ?? throw Nowhere(reference);
    }

    private static JsonSchemaException Nowhere(string reference) => new($"The schema refers to \"{reference}\", and there is nothing at that place.");

    private static Uri WithoutFragment(Uri address) => address.Fragment.Length == 0 ? address : new Uri(address.OriginalString[..address.OriginalString.IndexOf('#', StringComparison.Ordinal)]);

    private static string Key(Uri address) => address.OriginalString is var text && text.Contains(':', StringComparison.Ordinal) && !text.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? text : address.AbsoluteUri;

    private static Uri Combine(Uri address, string reference)
    {
        if (reference.Length == 0)
            return address;
        if (Uri.TryCreate(reference, UriKind.Absolute, out var absolute) && !reference.StartsWith('/'))
            return WithoutFragment(absolute);
        return Uri.TryCreate(address, reference, out var combined) ? WithoutFragment(combined)
            : throw new JsonSchemaException($"\"{reference}\" is no address.");
    }

    private static string? IdOf(JsonElement schema, SchemaDialect dialect)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("$id", out var id) || id.ValueKind != JsonValueKind.String)
            return null;
        // In draft 7 a reference makes its neighbours mean nothing.
        return dialect.IsDraft7 && schema.TryGetProperty("$ref", out _) ? null : id.GetString();
    }

    private SchemaPlace? Walk(SchemaResource resource, string pointer)
    {
        var place = new SchemaPlace(resource.Root, resource);
        foreach (var escaped in pointer[1..].Split('/'))
        {
            var step = escaped.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            JsonElement next;
            if (place.Schema.ValueKind == JsonValueKind.Object && place.Schema.TryGetProperty(step, out var member))
                next = member;
            else if (place.Schema.ValueKind == JsonValueKind.Array && int.TryParse(step, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index) && index < place.Schema.GetArrayLength())
                next = place.Schema[index];
            else
                return null;
            place = Enter(next, place.Resource);
        }

        return place;
    }

    private SchemaPlace Add(JsonElement schema, SchemaResource resource)
    {
        var place = new SchemaPlace(schema, resource);
        if (schema.ValueKind != JsonValueKind.Object)
            return place;
        if (IdOf(schema, resource.Dialect) is { } id)
        {
            if (!id.StartsWith('#'))
                place = place with { Resource = resource = AddAddressed(schema, resource, id) };
            // Draft 7 names a place by an address with a fragment.
            if (resource.Dialect.IsDraft7 && id.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash && hash + 1 < id.Length)
                resource.Anchors[id[(hash + 1)..]] = place;
        }

        AddAnchors(place);
        AddParts(place);
        return place;
    }

    private SchemaResource AddAddressed(JsonElement schema, SchemaResource around, string id)
    {
        var address = Combine(around.Address, id);
        var resource = new SchemaResource(address, schema, DialectOf(schema, around.Dialect));
        _resources[Key(address)] = resource;
        // A document is known by where it was found, too.
        if (JsonElement.DeepEquals(schema, around.Root))
            _resources[Key(around.Address)] = resource;
        return resource;
    }

    private void AddAnchors(SchemaPlace place)
    {
        foreach (var keyword in (string[])["$ref", "$dynamicRef"])
        {
            if (place.Schema.TryGetProperty(keyword, out var reference) && reference.ValueKind == JsonValueKind.String)
                _references.Add((place, reference.GetString()!));
        }

        if (place.Resource.Dialect.IsDraft7)
            return;
        foreach (var keyword in (string[])["$anchor", "$dynamicAnchor"])
        {
            if (!place.Schema.TryGetProperty(keyword, out var anchor) || anchor.ValueKind != JsonValueKind.String)
                continue;
            place.Resource.Anchors[anchor.GetString()!] = place;
            if (keyword is "$dynamicAnchor")
                place.Resource.DynamicAnchors.Add(anchor.GetString()!);
        }
    }

    private void AddParts(SchemaPlace place)
    {
        foreach (var keyword in SchemaKeywords.One)
        {
            if (place.Schema.TryGetProperty(keyword, out var part) && part.ValueKind == JsonValueKind.Object)
                Add(part, place.Resource);
        }

        foreach (var keyword in SchemaKeywords.List)
        {
            if (!place.Schema.TryGetProperty(keyword, out var parts) || parts.ValueKind != JsonValueKind.Array)
                continue;
            foreach (var part in parts.EnumerateArray())
                Add(part, place.Resource);
        }

        foreach (var keyword in SchemaKeywords.Named)
        {
            if (!place.Schema.TryGetProperty(keyword, out var parts) || parts.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var part in parts.EnumerateObject())
                Add(part.Value, place.Resource);
        }
    }

    private SchemaDialect DialectOf(JsonElement schema, SchemaDialect around)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("$schema", out var told) || told.ValueKind != JsonValueKind.String)
            return around;
        var name = told.GetString()!.TrimEnd('#');
        if (name.Equals(Metaschemas.Draft7, StringComparison.Ordinal))
            return new SchemaDialect(JsonSchemaDraft.Draft7);
        if (name.Equals(Metaschemas.Draft202012, StringComparison.Ordinal))
            return new SchemaDialect(JsonSchemaDraft.Draft202012);
        if (_resources.TryGetValue(Key(Address(name)), out var own) && own.Root.ValueKind == JsonValueKind.Object && own.Root.TryGetProperty("$vocabulary", out var vocabulary))
            return new SchemaDialect(JsonSchemaDraft.Draft202012, vocabulary.TryGetProperty(Metaschemas.ValidationVocabulary, out _));
        throw new JsonSchemaException($"The schema is written in \"{name}\"; drafts 7 ({Metaschemas.Draft7}) and 2020-12 ({Metaschemas.Draft202012}) are known.");
    }
}
