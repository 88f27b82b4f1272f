using Groundwork.Evals.Reporting;

namespace Groundwork.Evals;

/// <summary>Samples as CSV (RFC 4180, UTF-8 without a mark, line ends CR LF): one line each, ascending by id; an empty field where there is no value.</summary>
public static class ItemsCsv
{
    /// <summary>Writes all samples of a run: id, cluster, tags, confidence, and each metric. A text that a spreadsheet would take for a formula gets a leading apostrophe.</summary>
    /// <param name="values">The values.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    public static void Write(RunValues values, TextWriter writer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(writer);
        CsvForm.Write(values, writer, cancellationToken);
    }

    /// <summary>Writes the samples that two runs share: id and for each metric of both the two values and the gain, which is negative for a regression.</summary>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="candidate">What is compared.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    public static void WriteChanges(RunValues baseline, RunValues candidate, TextWriter writer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(writer);
        CsvForm.WriteChanges(baseline, candidate, writer, cancellationToken);
    }
}
