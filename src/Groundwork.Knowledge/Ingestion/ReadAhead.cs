using System.Runtime.CompilerServices;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Runs a transformation on several items at once and hands the results out in their order.</summary>
internal static class ReadAhead
{
    /// <param name="items">What to transform.</param>
    /// <param name="transform">Runs on the thread pool.</param>
    /// <param name="weigh">Weight of an item.</param>
    /// <param name="depth">Items under way at once, ≥ 1.</param>
    /// <param name="weight">Weight under way at once; one item may be heavier.</param>
    /// <param name="cancellationToken">Ends the enumeration as a cancellation.</param>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items, Func<TItem, Task<TResult>> transform, Func<TItem, long> weigh, int depth, long weight, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var underWay = new Queue<(Task<TResult> Task, long Weight)>(depth);
        var carried = 0L;
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken))
            {
                var next = weigh(item);
                while (underWay.TryPeek(out var first) && (underWay.Count >= depth || carried + next > weight))
                {
                    yield return await first.Task;
                    carried -= underWay.Dequeue().Weight;
                }

                underWay.Enqueue((transform(item), next));
                carried += next;
            }

            while (underWay.TryPeek(out var first))
            {
                yield return await first.Task;
                underWay.Dequeue();
            }
        }
        finally
        {
            // Whoever leaves early must not leave anybody at work behind; how that work ends is of no interest any more.
            foreach (var (task, _) in underWay) await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
