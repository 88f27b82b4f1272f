namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>The resources that led to a place, innermost first.</summary>
internal sealed record SchemaScope(SchemaResource Resource, SchemaScope? Outer)
{
    public SchemaScope Enter(SchemaResource resource) => ReferenceEquals(resource, Resource) ? this : new SchemaScope(resource, this);

    /// <summary>The outermost resource with a dynamic anchor of a name; null for none.</summary>
    public SchemaResource? OutermostWith(string dynamicAnchor)
    {
        SchemaResource? found = null;
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Resource.DynamicAnchors.Contains(dynamicAnchor))
                found = scope.Resource;
        }

        return found;
    }
}
