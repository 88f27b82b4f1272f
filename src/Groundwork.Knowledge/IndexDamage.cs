using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>Says of a damaged index whose it is and how to get a whole one.</summary>
internal static class IndexDamage
{
    public static IndexDamagedException Of(CollectionName collection, IndexDamagedException problem) => new(
        problem.File, $"The index of \"{collection}\" is damaged: {problem.Message} The documents are safe in the database: \"groundwork reindex --collection {collection}\" makes a new index of them.", problem);
}
