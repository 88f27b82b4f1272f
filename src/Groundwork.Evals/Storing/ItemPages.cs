using System.Runtime.CompilerServices;
using Groundwork.Storage;

namespace Groundwork.Evals.Storing;

/// <summary>The items of a dataset version, read page by page, so that none is too large for memory.</summary>
internal static class ItemPages
{
    public const int Rows = 256;

    /// <summary>Items after a position, in order.</summary>
    public static ValueTask<List<StoredItem>> ReadAsync(SqlSession session, long version, long after, int rows) => session.QueryAsync(
        """
        select v.position, v.sample, i.asked, i.body from version_items v join dataset_items i on i.hash = v.hash
        where v.version = @version and v.position > @after order by v.position limit @rows
        """,
        row => new StoredItem(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3)),
        ("@version", version), ("@after", after), ("@rows", rows));

    public static async IAsyncEnumerable<Sample> SamplesAsync(
        Func<long, int, ValueTask<List<StoredItem>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(read, cancellationToken))
            foreach (var item in page)
                yield return item.ToSample();
    }

    public static async IAsyncEnumerable<IReadOnlyList<StoredItem>> PagesAsync(Func<long, int, ValueTask<List<StoredItem>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long after = -1; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await read(after, Rows);
            if (page.Count > 0) yield return page;
            if (page.Count < Rows) yield break;
            after = page[^1].Position;
        }
    }
}
