using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace Groundwork.Evals.Datasets;

/// <summary>Applies changes to samples that pass by one at a time.</summary>
internal static class DatasetEdit
{
    /// <summary>The samples after all changes; ids that a change names and that are unknown are refused when the end is reached.</summary>
    /// <param name="before">Gives the samples; may be called more than once.</param>
    /// <param name="changes">The changes in order.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static async ValueTask<IAsyncEnumerable<Sample>> ApplyAsync(Func<IAsyncEnumerable<Sample>> before, IReadOnlyList<DatasetChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            var previous = before;
            if (change is DatasetChange.Divide { Rule: SplitRule.Drawn drawn })
            {
                var splits = await SplitDraw.DrawAsync(previous(), drawn, cancellationToken);
                before = () => Each(previous(), sample => sample with { Split = splits[sample.Id] }, cancellationToken);
                continue;
            }

            before = () => Apply(previous(), change, cancellationToken);
        }

        return before();
    }

    private static IAsyncEnumerable<Sample> Apply(IAsyncEnumerable<Sample> samples, DatasetChange change, CancellationToken cancellationToken) => change switch
    {
        DatasetChange.Add add => Append(samples, add.Samples, cancellationToken),
        DatasetChange.Replace replace => Replace(samples, replace.Samples, cancellationToken),
        DatasetChange.Remove remove => Named(samples, remove.Ids, "remove", static _ => null, cancellationToken),
        DatasetChange.Accept accept => Named(samples, accept.Ids, "accept", static sample => sample with { IsDraft = false }, cancellationToken),
        DatasetChange.Retag retag => Named(samples, retag.Ids, "tag", sample => WithTag(sample, retag), cancellationToken),
        DatasetChange.SetSplit split => Named(samples, split.Ids, "move to a split", sample => sample with { Split = split.Split }, cancellationToken),
        DatasetChange.Divide { Rule: SplitRule.ByTag rule } => Each(samples, sample => sample with { Split = sample.Tags.GetValueOrDefault(rule.Tag) }, cancellationToken),
        _ => throw new ArgumentException($"There is no change {change}.", nameof(change)),
    };

    private static async IAsyncEnumerable<Sample> Append(IAsyncEnumerable<Sample> samples, IReadOnlyList<Sample> added, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var sample in samples.WithCancellation(cancellationToken)) yield return sample;
        foreach (var sample in added) yield return sample;
    }

    private static IAsyncEnumerable<Sample> Replace(IAsyncEnumerable<Sample> samples, IReadOnlyList<Sample> replacements, CancellationToken cancellationToken)
    {
        var byId = new Dictionary<string, Sample>(StringComparer.Ordinal);
        foreach (var replacement in replacements)
            if (!byId.TryAdd(replacement.Id, replacement))
                throw new DatasetRefusedException($"The id \"{replacement.Id}\" stands twice among the samples that are to replace others.", []);
        return Named(samples, byId.Keys, "replace", sample => byId[sample.Id], cancellationToken);
    }

    private static IAsyncEnumerable<Sample> Each(IAsyncEnumerable<Sample> samples, Func<Sample, Sample?> change, CancellationToken cancellationToken) =>
        Named(samples, ids: null, "change", change, cancellationToken);

    private static async IAsyncEnumerable<Sample> Named(
        IAsyncEnumerable<Sample> samples, IReadOnlyCollection<string>? ids, string verb, Func<Sample, Sample?> change, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = ids is null ? null : new HashSet<string>(ids, StringComparer.Ordinal);
        await foreach (var sample in samples.WithCancellation(cancellationToken))
        {
            var changed = left is null || left.Remove(sample.Id) ? change(sample) : sample;
            if (changed is not null) yield return changed;
        }

        if (left is { Count: > 0 })
        {
            var unknown = left.Order(StringComparer.Ordinal).Take(20).Select(id => $"unknown id \"{id}\"").ToList();
            throw new DatasetRefusedException(FormattableString.Invariant($"{left.Count} of the {ids!.Count} samples to {verb} are not in the dataset:"), unknown);
        }
    }

    private static Sample WithTag(Sample sample, DatasetChange.Retag change)
    {
        var tags = sample.Tags.ToDictionary(StringComparer.Ordinal);
        if (change.Value is null) tags.Remove(change.Name);
        else tags[change.Name] = change.Value;
        return sample with { Tags = new ReadOnlyDictionary<string, string>(tags) };
    }
}
