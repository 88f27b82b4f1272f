namespace Groundwork.Evals;

/// <summary>What a run is compared with: values by sample, so that a comparison is paired.</summary>
/// <param name="Name">What people know it by: a run's id or a file.</param>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="DatasetVersion">Fingerprint of its version.</param>
/// <param name="Subject">Name of the subject.</param>
/// <param name="SubjectFingerprint">Hash of everything that decided its output.</param>
/// <param name="Values">The values.</param>
public sealed record Baseline(string Name, string Dataset, string DatasetVersion, string Subject, string SubjectFingerprint, RunValues Values)
{
    /// <summary>Which samples of the dataset it took; a run that took others is not compared with it.</summary>
    public SampleSelection Selection { get; init; } = SampleSelection.Accepted;

    /// <summary>A run as a baseline.</summary>
    public static Baseline Of(MeasuredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var about = run.Report.Run;
        return new Baseline(about.Baseline ?? about.Id, about.Dataset, about.DatasetVersion, about.Subject, about.SubjectFingerprint, run.Values) { Selection = about.Selection };
    }
}
