using Groundwork.Storage;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>The queue of files that a collection has yet to read.</summary>
internal static class ReadingQueue
{
    public static JobQueue Of(IDatabase database, CollectionName collection, TimeProvider time) => new(database, $"read {collection}", time);
}
