using System.Runtime.CompilerServices;

namespace Groundwork.Evals.Datasets;

/// <summary>Puts samples behind others and leaves out those whose ids are there.</summary>
internal sealed class JoinedSamples
{
    /// <summary>Samples that were left out.</summary>
    public int Known { get; private set; }

    public async IAsyncEnumerable<Sample> OfAsync(IAsyncEnumerable<Sample> before, IAsyncEnumerable<Sample> added, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var sample in before.WithCancellation(cancellationToken))
        {
            ids.Add(sample.Id);
            yield return sample;
        }

        await foreach (var sample in added.WithCancellation(cancellationToken))
        {
            if (ids.Contains(sample.Id)) Known++;
            else yield return sample;
        }
    }
}
