using System.Text.Json.Serialization;
using Groundwork.Evals;

namespace Groundwork.UseCases;

/// <summary>One version of a dataset.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Version">From 1.</param>
/// <param name="Fingerprint">Hash of its samples.</param>
/// <param name="Samples">Samples, drafts among them.</param>
/// <param name="Drafts">Samples that nobody accepted yet.</param>
/// <param name="Note">Where it comes from.</param>
/// <param name="At">When it was made.</param>
public sealed record DatasetReply(string Dataset, int Version, string Fingerprint, int Samples, int Drafts, string Note, DateTimeOffset At)
{
    /// <summary>False where it equals the version before, so that none was made; absent where nothing was saved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? New { get; init; }

    /// <summary>Things worth knowing about what was read; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notices { get; init; }

    internal static DatasetReply Of(DatasetVersion version) =>
        new(version.Dataset, version.Number, version.Fingerprint, version.Samples, version.Drafts, version.Note, version.At);

    internal static DatasetReply Of(DatasetSaved saved, IReadOnlyList<string> notices) => Of(saved.Version) with { New = saved.IsNew, Notices = notices.Count == 0 ? null : notices };
}

/// <summary>Datasets, each by its newest version, or the versions of one.</summary>
/// <param name="Datasets">The versions.</param>
public sealed record DatasetsReply(IReadOnlyList<DatasetReply> Datasets);

/// <summary>Samples of a version.</summary>
/// <param name="Dataset">The version.</param>
/// <param name="Samples">Samples from the place that was asked for.</param>
public sealed record DatasetSamplesReply(DatasetReply Dataset, IReadOnlyList<SampleReply> Samples);

/// <summary>A sample in short.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Input">What is asked.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Draft">True until a person accepts it.</param>
public sealed record SampleReply(string Id, string Input, IReadOnlyDictionary<string, string> Tags, bool Draft)
{
    /// <summary>Relevant documents; absent where nobody judged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Relevant { get; init; }

    /// <summary>Right answers; absent where none is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Answers { get; init; }

    /// <summary>Whether there is an answer; absent where nobody said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Answerable { get; init; }

    /// <summary>The part it belongs to; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Split { get; init; }

    internal static SampleReply Of(Sample sample) => new(sample.Id, sample.Input, sample.Tags, sample.IsDraft)
    {
        Relevant = sample.Expected.Relevant is { } judged ? [.. judged.Where(j => j.Value > 0).Select(j => j.Key).Order(StringComparer.Ordinal)] : null,
        Answers = sample.Expected.Answers ?? (sample.Expected.Reference is { } reference ? [reference] : null),
        Answerable = sample.Expected.IsAnswerable,
        Split = sample.Split,
    };
}

/// <summary>Samples that a collection's documents give away.</summary>
/// <param name="Dataset">The version.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Leaks">Samples whose question and answer stand together in a document.</param>
public sealed record LeakageReply(DatasetReply Dataset, string Collection, IReadOnlyList<LeakReply> Leaks);

/// <summary>A sample that a document gives away.</summary>
/// <param name="Sample">Id of the sample.</param>
/// <param name="Document">Id of the document.</param>
/// <param name="Question">Share of the question's runs of words that stand in it, 0..1.</param>
/// <param name="Answer">Share of an answer's words that stand in it, 0..1; null for a sample without answers.</param>
public sealed record LeakReply(string Sample, string Document, double Question, double? Answer);
