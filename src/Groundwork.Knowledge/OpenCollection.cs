using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>A collection ready to be searched. Borrowed from a <see cref="KnowledgeBase"/>, which owns its index.</summary>
/// <param name="Collection">The collection as the database knew it when it was opened.</param>
/// <param name="Documents">Its sources, documents and chunks.</param>
/// <param name="Index">Its index.</param>
public sealed record OpenCollection(Collection Collection, DocumentStore Documents, SearchIndex Index)
{
    /// <summary>Pins the newest commit. The caller disposes it.</summary>
    /// <exception cref="IndexBehindException">The files hold less than the database says they do.</exception>
    public Snapshot OpenSnapshot()
    {
        var snapshot = Pin();
        if (snapshot.Commit >= Collection.Commit) return snapshot;
        var found = snapshot.Commit;
        snapshot.Dispose();
        throw new IndexBehindException(Collection.Name, Collection.Commit, found);
    }

    private Snapshot Pin()
    {
        try
        {
            return Index.OpenSnapshot();
        }
        catch (IndexDamagedException problem)
        {
            throw IndexDamage.Of(Collection.Name, problem);
        }
    }
}
