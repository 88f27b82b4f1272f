using System.Runtime.CompilerServices;
using Groundwork.Evals.Datasets;

namespace Groundwork.Evals;

/// <summary>Finds samples whose question and answer stand in a document that is searched: they measure copying, not finding.</summary>
/// <remarks>Containment of runs of four words (Broder 1997). Samples are kept as hashes; documents pass by one at a time.</remarks>
public static class LeakageCheck
{
    /// <summary>Looks for samples in documents.</summary>
    /// <param name="samples">Samples; read once.</param>
    /// <param name="documents">Ids and texts of documents; read once.</param>
    /// <param name="options">When a sample counts as leaked.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <returns>Findings in the order of the documents, then of the samples.</returns>
    public static async IAsyncEnumerable<LeakageFinding> FindAsync(
        IAsyncEnumerable<Sample> samples, IAsyncEnumerable<(string Document, string Text)> documents, LeakageOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.Question is > 0 and <= 1) || !(options.Answer is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(options), "The shares of leaked words are above 0 and up to 1.");
        var index = await LeakageIndex.MakeAsync(samples, cancellationToken);
        await foreach (var (document, text) in documents.WithCancellation(cancellationToken))
            foreach (var finding in index.Find(document, text, options))
                yield return finding;
    }
}
