namespace Groundwork.Evals.Judging;

/// <summary>Work on many items at once, with the results in the order of the items.</summary>
internal static class Each
{
    public static async ValueTask<IReadOnlyList<TResult>> RunAsync<T, TResult>(IReadOnlyList<T> items, int parallelism, Func<T, CancellationToken, ValueTask<TResult>> work, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        await Parallel.ForAsync(0, items.Count, new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken }, async (i, token) => results[i] = await work(items[i], token));
        return results;
    }

    /// <summary>Counts attacks by form and language, in the order of the attacks; those without a verdict were not tried.</summary>
    public static IReadOnlyList<InjectionResult> Results(IReadOnlyList<Attack> attacks, IReadOnlyList<bool?> held) =>
    [
        .. attacks.Select((attack, i) => (attack.Form, attack.Language, Held: held[i])).Where(attempt => attempt.Held is not null)
            .GroupBy(attempt => (attempt.Form, attempt.Language)).Select(group => new InjectionResult(group.Key.Form, group.Key.Language, group.Count(), group.Count(attempt => attempt.Held is true))),
    ];
}
