namespace Groundwork.Knowledge;

/// <summary>The index on disk does not hold what the database says it holds: it was removed, or restored from an older copy.</summary>
public sealed class IndexBehindException(CollectionName collection, long expectedCommit, long foundCommit)
    : Exception($"The index of \"{collection}\" stands at commit {foundCommit}; the database says {expectedCommit}. Rebuild it with \"groundwork reindex --collection {collection}\".");
