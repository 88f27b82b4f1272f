using System.Globalization;

namespace Groundwork.Evals.Reviewing;

/// <summary>What becomes of reviewed items: labels for judges, samples for datasets.</summary>
internal static class ReviewExport
{
    private const string Decision = "decided";

    private static readonly int[] s_pairScale = [-1, 0, 1];

    public static LabelSet Labels(ReviewQueue queue, IReadOnlyList<ReviewRecord> records, bool onlyDecisions)
    {
        var items = new List<LabelledItem>();
        foreach (var record in records)
        {
            IReadOnlyList<HumanLabel> labels = !onlyDecisions ? record.FirstVotes : record.Decided is { } level ? [new HumanLabel(Decision, level)] : [];
            if (labels.Count > 0) items.Add(new LabelledItem(record.Item.Item, labels));
        }

        if (items.Count == 0) throw new ReviewException($"Nothing in the review queue \"{queue.Name}\" is {(onlyDecisions ? "decided" : "labelled")} yet.");
        int[] scale = [.. queue.Levels.Select(level => level.Value).Order()];
        var kind = scale.AsSpan().SequenceEqual(s_pairScale) && items.TrueForAll(item => item.Item.Other is not null) ? LabelKind.Pairs : LabelKind.Grades;
        return LabelFile.Create(queue.Name, kind, queue.Criterion, scale, items);
    }

    public static Sample Sample(ReviewRecord record, string? reference)
    {
        var item = record.Item.Item;
        if (record.Decided is not { } level) throw new ReviewException($"\"{item.Id}\" is not decided yet; only what people agreed on or decided becomes part of a dataset.");
        var isBest = level == record.Queue.Levels.Max(known => known.Value);
        var detail = string.Create(CultureInfo.InvariantCulture, $"{record.Queue.Criterion} {level} by {record.Votes.Count} people{(record.State == ReviewState.Adjudicated ? ", decided by another" : "")}");
        return new Sample(item.Id, item.Question, new Expectation { Reference = reference ?? item.Reference ?? (isBest && item.Other is null ? item.Answer : null) })
        {
            Before = item.Before,
            Tags = item.Language is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = item.Language },
            Origin = new Provenance(ProvenanceKind.Reviewed, record.Queue.Name, detail),
        };
    }
}
