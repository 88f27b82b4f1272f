using Groundwork.Evals.Judging;

namespace Groundwork.Evals;

/// <summary>Which things people should look at.</summary>
public sealed record ReviewRules
{
    /// <summary>Scores below are reviewed; null for none.</summary>
    public double? ScoreBelow { get; init; }

    /// <summary>Confidences below are reviewed; null for none.</summary>
    public double? ConfidenceBelow { get; init; }

    /// <summary>Judges whose highest and lowest verdict differ by more are reviewed. Default 0: every difference.</summary>
    public int MostDifference { get; init; }

    /// <summary>True to review what users were not content with. Default true.</summary>
    public bool ThumbsDown { get; init; } = true;

    /// <summary>Share of the rest that is drawn by chance, 0..1. Default 0.05.</summary>
    public double SampleShare { get; init; } = 0.05;

    /// <summary>Decides the draw.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Most items in all. Default 200. Reasons take turns, so that none crowds out the others.</summary>
    public int Most { get; init; } = 200;

    /// <summary>Chooses. The same candidates in any order give the same items.</summary>
    /// <param name="queue">Name of the queue they are for.</param>
    /// <param name="candidates">Ids unique.</param>
    /// <exception cref="ReviewException">Two candidates have one id, or a rule is outside its range.</exception>
    public IReadOnlyList<ReviewItem> Choose(string queue, IReadOnlyList<ReviewCandidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (!(SampleShare is >= 0 and <= 1)) throw new ReviewException(FormattableString.Invariant($"The share drawn by chance is {SampleShare}; it must be 0..1."));
        if (Most < 1) throw new ReviewException(FormattableString.Invariant($"At most {Most} items would be chosen; it must be at least 1."));
        if (candidates.GroupBy(candidate => candidate.Item.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new ReviewException($"There are two candidates \"{twice.Key}\"; give each an id of its own.");
        var chosen = candidates.Select(candidate => (Candidate: candidate, Reason: ReasonFor(candidate))).ToList();
        var rest = chosen.Where(choice => choice.Reason is null).Select(choice => choice.Candidate).ToList();
        var sample = Draw.Of(rest, candidate => candidate.Item.Id, (int)Math.Ceiling(SampleShare * rest.Count), Seed, "review").Select(candidate => (Candidate: candidate, Reason: ReviewReason.Sample));
        return
        [
            .. chosen.Where(choice => choice.Reason is not null).Select(choice => (choice.Candidate, Reason: choice.Reason!.Value)).Concat(sample)
                .GroupBy(choice => choice.Reason)
                .SelectMany(group => Draw.Of(group, choice => choice.Candidate.Item.Id, Most, Seed, "turn").Select((choice, turn) => (choice.Candidate, choice.Reason, Turn: turn)))
                .OrderBy(choice => choice.Turn).ThenBy(choice => choice.Reason).Take(Most)
                .Select(choice => new ReviewItem(queue, choice.Candidate.Item, choice.Reason, choice.Candidate.Verdicts.Count == 0 ? null : choice.Candidate.Verdicts[0])),
        ];
    }

    private ReviewReason? ReasonFor(ReviewCandidate candidate)
    {
        if (ThumbsDown && candidate.IsThumbsDown) return ReviewReason.ThumbsDown;
        if (candidate.Verdicts.Count > 1 && candidate.Verdicts.Max() - candidate.Verdicts.Min() > MostDifference) return ReviewReason.JudgesDisagree;
        if (candidate.Score < ScoreBelow) return ReviewReason.LowScore;
        return candidate.Confidence < ConfidenceBelow ? ReviewReason.LowConfidence : null;
    }
}
