using System.Collections.ObjectModel;

namespace Groundwork.Evals;

/// <summary>One run: a dataset version, a subject, and how often.</summary>
/// <param name="Id">Made of the fingerprint of what was run and a counter for the same asked twice, like <c>handbook-3f9a2c41</c>.</param>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="DatasetVersion">Fingerprint of the version; a later edit of the dataset makes another.</param>
/// <param name="Subject">Name of the subject.</param>
/// <param name="SubjectFingerprint">Hash of everything that decides its output.</param>
/// <param name="Repeats">How often each sample is run, from 1.</param>
/// <param name="Seed">Decides every draw of the run and its statistics.</param>
/// <param name="Samples">Number of samples.</param>
/// <param name="State">How far it is.</param>
/// <param name="Started">When it was first started.</param>
public sealed record EvalRun(
    string Id, string Dataset, string DatasetVersion, string Subject, string SubjectFingerprint, int Repeats, long Seed, int Samples, EvalRunState State, DateTimeOffset Started)
{
    /// <summary>When the last observation was stored; null while unfinished.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>When it was last asked for: a complete run that is asked for again is the same run.</summary>
    public DateTimeOffset Asked { get; init; } = Started;

    /// <summary>Named baseline this run is pinned as; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Which samples of the dataset version it takes.</summary>
    public SampleSelection Selection { get; init; } = SampleSelection.Accepted;

    /// <summary>Why it was stopped before its end; null when it was not.</summary>
    public string? StopReason { get; init; }

    /// <summary>What decides the subject's output, by name, for people: settings, prompts, model, commit.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    // Rows of the run and of its dataset version in the database it was read from.
    internal long Key { get; init; }

    internal long VersionKey { get; init; }
}
