namespace Groundwork.Documents.Readers.Packages;

/// <summary>The relations of one part of an Office package (ECMA-376 part 2, section 6.5). Only those that stay inside the package can be followed.</summary>
internal sealed class PartRelations
{
    private readonly Dictionary<string, (string Type, string? Target)> _byId = new(StringComparer.Ordinal);
    private readonly List<(string Type, string? Target)> _all = [];
    private readonly Package _package;

    private PartRelations(Package package) => _package = package;

    /// <summary>The relations of a part; of the package itself for the empty name.</summary>
    public static PartRelations Of(Package package, string part)
    {
        var relations = new PartRelations(package);
        var slash = part.LastIndexOf('/');
        var folder = slash < 0 ? "" : part[..(slash + 1)];
        using var xml = package.OpenXml($"{folder}_rels/{part[(slash + 1)..]}.rels");
        while (xml is not null && xml.ReadToStart())
        {
            if (xml.Name is not "Relationship" || xml["TargetMode"] is "External") continue;
            if (xml["Type"] is not { } type || xml["Target"] is not { } target) continue;
            (string, string?) relation = (type[(type.LastIndexOf('/') + 1)..], PackagePath.Resolve(folder, target));
            relations._all.Add(relation);
            if (xml["Id"] is { } id) relations._byId.TryAdd(id, relation);
        }

        return relations;
    }

    /// <summary>The first part with a relation of this type, named by its last word like <c>styles</c>; null when there is none.</summary>
    public string? First(string type)
    {
        foreach (var relation in _all)
            if (relation.Type.Equals(type, StringComparison.Ordinal))
                return Inside(relation.Target, type);
        return null;
    }

    /// <summary>The part that an id leads to; null when the id is unknown.</summary>
    public string? ById(string? id) => id is not null && _byId.TryGetValue(id, out var relation) ? Inside(relation.Target, relation.Type) : null;

    private string Inside(string? target, string type) => target ?? throw new DocumentUnreadableException(
        UnreadableReason.Hostile, $"\"{_package.Path}\" has a relation \"{type}\" that leads outside of it. A document has no business there.");
}
