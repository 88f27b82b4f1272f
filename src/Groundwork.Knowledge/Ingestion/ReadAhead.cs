using System.Runtime.CompilerServices;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Runs a transformation on several items at once and hands the results out in their order.</summary>
internal static class ReadAhead
{
    /// <param name="items">What to transform.</param>
    /// <param name="transform">Runs on the thread pool.</param>
    /// <param name="depth">Items under way at once, ≥ 1.</param>
    /// <param name="cancellationToken">Ends the enumeration as a cancellation.</param>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items, Func<TItem, Task<TResult>> transform, int depth, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var underWay = new Queue<Task<TResult>>(depth);
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            underWay.Enqueue(transform(item));
            if (underWay.Count >= depth) yield return await underWay.Dequeue();
        }

        while (underWay.TryDequeue(out var next)) yield return await next;
    }
}
