using Groundwork.Evals.Gates;

namespace Groundwork.Evals;

/// <summary>A baseline as a small JSON file that is reviewed and kept beside the code (docs/formats/gate.md): values by sample, one line each, without questions and answers.</summary>
public static class BaselineFile
{
    /// <summary>Writes a baseline. The same baseline gives the same text: samples ascending, one line each, so that a changed value is a changed line.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="metrics">Names of the metrics to keep; null for all.</param>
    /// <param name="writer">Where to; lines end with a line feed.</param>
    /// <exception cref="ArgumentException">A metric is named that the baseline lacks.</exception>
    public static void Write(Baseline baseline, IReadOnlyCollection<string>? metrics, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var name in metrics ?? [])
            if (baseline.Values.MetricAt(name) is null) throw new ArgumentException($"The run has no metric {name}.", nameof(metrics));
        BaselineJson.Write(baseline, metrics, writer);
    }

    /// <summary>Reads a baseline.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <exception cref="GateFileException">It is no such file, a member is unknown or missing, a sample is there twice, or a value is not one of its metric.</exception>
    public static Baseline Read(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        return BaselineJson.Read(text, file);
    }
}
