namespace Groundwork.UseCases;

/// <summary>A queue of answers of a run that people should look at. A queue that is there already takes further items.</summary>
/// <param name="Queue">1..64 lower-case letters, digits and hyphens.</param>
/// <param name="Run">Id of the run, or the baseline it is kept as.</param>
public sealed record CreateReviewRequest(string Queue, string Run)
{
    /// <summary>What is labelled, like <c>faithfulness</c>; with a rubric, which of its criteria.</summary>
    public string? Criterion { get; init; }

    /// <summary>Text of a rubric (docs/formats/rubric.md) whose question and levels are asked; null to say them here.</summary>
    public string? Rubric { get; init; }

    /// <summary>What reviewers are asked; null for the rubric's own, or whether the answer is good.</summary>
    public string? Question { get; init; }

    /// <summary>What they may say, like <c>0=wrong</c> and <c>1=right</c>, higher is better; null for the rubric's own, or bad, mixed and good.</summary>
    public IReadOnlyList<string>? Levels { get; init; }

    /// <summary>People per item, 1..9.</summary>
    public int Reviewers { get; init; } = 1;

    /// <summary>Metric of the run whose low values are reviewed; null for none.</summary>
    public string? Metric { get; init; }

    /// <summary>Values below are low; for a metric of which less is better, values above.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Confidences below are reviewed, 0..1; null for none.</summary>
    public double? ConfidenceBelow { get; init; }

    /// <summary>Verdicts that differ by more are reviewed; 0 for every difference.</summary>
    public int MostDifference { get; init; }

    /// <summary>Share of the rest that is drawn by chance, 0..1.</summary>
    public double Share { get; init; } = 0.05;

    /// <summary>Most items in all.</summary>
    public int Most { get; init; } = 200;

    /// <summary>Decides the draw.</summary>
    public long Seed { get; init; } = 1;
}

/// <summary>Asks for the next item.</summary>
/// <param name="Reviewer">Who looks.</param>
public sealed record NextReviewRequest(string Reviewer);

/// <summary>A vote, or another one in its place.</summary>
/// <param name="Item">Id of the item.</param>
/// <param name="Reviewer">Who votes.</param>
/// <param name="Level">One of the queue's levels.</param>
/// <param name="Comment">Why; may be empty.</param>
public sealed record VoteRequest(string Item, string Reviewer, int Level, string Comment = "");

/// <summary>Leaves an item to others.</summary>
/// <param name="Item">Id of the item.</param>
/// <param name="Reviewer">Who skips.</param>
/// <param name="Reason">Why.</param>
public sealed record SkipReviewRequest(string Item, string Reviewer, string Reason);

/// <summary>Makes a sample of a dataset out of a decided item.</summary>
/// <param name="Item">Id of the item.</param>
/// <param name="Dataset">Name of the dataset; a new one is made.</param>
/// <param name="Reference">A right answer; null for the item's own, or the answer itself when it got the best level.</param>
public sealed record PromoteReviewRequest(string Item, string Dataset, string? Reference = null);
