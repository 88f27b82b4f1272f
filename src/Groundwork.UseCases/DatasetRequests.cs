namespace Groundwork.UseCases;

/// <summary>Files that become a version of a dataset.</summary>
/// <param name="Dataset">Name of the dataset; a new one is made.</param>
/// <param name="Paths">Files or folders, in this order.</param>
public sealed record ImportDatasetRequest(string Dataset, IReadOnlyList<string> Paths)
{
    /// <summary><c>auto</c>, <c>samples</c>, <c>questions</c>, <c>csv</c>, <c>beir</c>, <c>trec</c>, <c>squad</c> or <c>promptfoo</c>.</summary>
    public string Format { get; init; } = "auto";

    /// <summary>Judgements as trec_eval reads them; null for none.</summary>
    public string? Qrels { get; init; }

    /// <summary>Tag whose value says what samples share, so that intervals are drawn over whole clusters; null to take what the files say.</summary>
    public string? Cluster { get; init; }

    /// <summary>True to add to the newest version in place of making one of these files alone.</summary>
    public bool Append { get; init; }
}

/// <summary>Questions drafted from a collection's documents.</summary>
/// <param name="Dataset">Name of the dataset that the drafts are added to; a new one is made.</param>
/// <param name="Collection">The collection.</param>
public sealed record DraftDatasetRequest(string Dataset, string Collection)
{
    /// <summary>Most drafts, 1..100,000.</summary>
    public int Count { get; init; } = 100;

    /// <summary>Decides every choice.</summary>
    public long Seed { get; init; }

    /// <summary>Route of a model that writes the drafts; null for templates.</summary>
    public string? Model { get; init; }
}

/// <summary>Questions that were really asked of a collection.</summary>
/// <param name="Dataset">Name of the dataset that they are added to; a new one is made.</param>
/// <param name="Collection">The collection.</param>
public sealed record SampleAnswersRequest(string Dataset, string Collection)
{
    /// <summary><c>feedback</c>: those that readers did not like; <c>confidence</c>: those of which the answer was least sure; <c>random</c>: drawn by chance.</summary>
    public string By { get; init; } = "random";

    /// <summary>First day of UTC, like <c>2026-01-31</c>, of which questions are taken; null for all.</summary>
    public string? Since { get; init; }

    /// <summary>Most questions, 1..100,000.</summary>
    public int Count { get; init; } = 100;

    /// <summary>Decides the draw.</summary>
    public long Seed { get; init; }
}

/// <summary>A change of a dataset; it leads to a new version.</summary>
/// <param name="Dataset">Name of the dataset.</param>
public sealed record EditDatasetRequest(string Dataset)
{
    /// <summary>Ids of the samples that are meant; null for all.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>True to make drafts count.</summary>
    public bool Accept { get; init; }

    /// <summary>True to leave the samples out.</summary>
    public bool Remove { get; init; }

    /// <summary>Tags to set, like <c>source=faq</c>; <c>source=</c> takes one away.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Split to put the samples in; null to leave them.</summary>
    public string? Split { get; init; }

    /// <summary>Shares to draw splits by, like <c>train=0.8</c> and <c>test=0.2</c>; null not to draw. Clusters never come apart.</summary>
    public IReadOnlyList<string>? Draw { get; init; }

    /// <summary>Tag within whose values splits are drawn alike; null for none.</summary>
    public string? Stratum { get; init; }

    /// <summary>Decides the draw.</summary>
    public long Seed { get; init; }
}
