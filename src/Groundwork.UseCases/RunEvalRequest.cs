namespace Groundwork.UseCases;

/// <summary>What to evaluate, how it is scored, and within which limits.</summary>
/// <param name="Dataset">Name of a dataset; <c>name@3</c> for its third version.</param>
/// <param name="Subject">
/// What is measured: <c>retrieval:COLLECTION</c>, <c>answers:COLLECTION</c>, <c>route:ROUTE</c>, <c>http:FILE</c>, <c>command:FILE</c>, <c>recorded:FILE</c> or <c>person:FILE</c>.
/// </param>
public sealed record RunEvalRequest(string Dataset, string Subject)
{
    /// <summary>How outputs are scored, like <c>ranking:ndcg@10</c>; null for what suits the subject.</summary>
    public IReadOnlyList<string>? Scorers { get; init; }

    /// <summary>Route of the judge for scorers that need one; null for the lexical and numeric baseline, which says so.</summary>
    public string? Judge { get; init; }

    /// <summary>How often each sample is run, 1..1000.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Every draw comes from it.</summary>
    public long Seed { get; init; }

    /// <summary>Samples in work at the same time, 1..256.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Most samples begun in a minute; null for no limit.</summary>
    public double? PerMinute { get; init; }

    /// <summary>US dollars that the subject may cost in the run altogether; what judges cost is not among them. Null for no limit.</summary>
    public decimal? MaxDollars { get; init; }

    /// <summary>Calls that this start of the run may make; null for no limit.</summary>
    public int? MaxCalls { get; init; }

    /// <summary>Seconds that one sample may take.</summary>
    public double ItemSeconds { get; init; } = 120;

    /// <summary>True to go through to the end, however many samples fail; otherwise a run stops when more than nine in ten of at least 50 failed.</summary>
    public bool NoEarlyStop { get; init; }

    /// <summary>True to measure anew what is already known.</summary>
    public bool Fresh { get; init; }

    /// <summary>True to take drafts too.</summary>
    public bool Drafts { get; init; }

    /// <summary>Only samples of this split; null for all.</summary>
    public string? Split { get; init; }

    /// <summary>Only samples with these tags, like <c>language=de</c>; null for all.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Keeps the run as the baseline of this name; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>For collections: <c>hybrid</c>, <c>text</c> or <c>vector</c>.</summary>
    public string Mode { get; init; } = "hybrid";

    /// <summary>For retrievals: passages found for each question, 1..1000.</summary>
    public int Passages { get; init; } = 100;

    /// <summary>For collections: steps between question and passages; null for the collection's own.</summary>
    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>For answers: extraction even where a model is configured.</summary>
    public bool Extractive { get; init; }

    /// <summary>For answers: cost of a wrong answer relative to a missing one; null for the settings' own.</summary>
    public double? WrongCost { get; init; }

    /// <summary>For routes: the prompt, with places like <c>{{input}}</c>; null for the input alone.</summary>
    public string? Prompt { get; init; }
}
