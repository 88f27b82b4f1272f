namespace Groundwork.Evals.Reporting;

/// <summary>What is known of a run after some of its samples.</summary>
internal sealed class RunFold(EvalRun run, IReadOnlyList<StoredScorer> scorers, ReportOptions options)
{
    private const int LabelChars = 120;
    private const string NotObserved = "no observation is stored";
    private const string NotScored = "not scored yet";

    private readonly List<string> _ids = [];
    private readonly List<string?> _clusters = [];
    private readonly List<string> _labels = [];
    private readonly List<double?> _confidences = [];
    private readonly GrowingTags _tags = new();
    private readonly IReadOnlyList<Metric> _metrics = [.. scorers.SelectMany(static s => s.Metrics)];
    private readonly GrowingColumn[] _columns = [.. scorers.SelectMany(static s => s.Metrics).Select(static _ => new GrowingColumn())];
    private readonly RunCounts _counts = new();

    public void Add(ScoredSample scored)
    {
        var (sample, observations, scores) = scored;
        if (scores.Count != scorers.Count || scores.Any(s => s.Count != observations.Count))
            throw new ArgumentException($"Sample \"{sample.Id}\" has {observations.Count} observations for {scorers.Count} scorers; its scores do not fit them.", nameof(scored));
        for (var i = 0; i < scorers.Count; i++)
            if (scores[i].Any(s => s is not null && s.Scores.Count != scorers[i].Metrics.Count))
                throw new ArgumentException($"Sample \"{sample.Id}\" does not have {scorers[i].Metrics.Count} scores of scorer \"{scorers[i].Name}\" for each observation.", nameof(scored));
        _ids.Add(sample.Id);
        _clusters.Add(sample.Cluster);
        _labels.Add(Excerpt.Of(sample.Input, LabelChars));
        var confidences = observations.Where(static o => o.Confidence is >= 0 and <= 1).Select(static o => o.Confidence!.Value).ToList();
        _confidences.Add(confidences.Count == 0 ? null : confidences.Average());
        _tags.Add(sample);
        _counts.Add(sample, observations);
        var metric = 0;
        for (var scorer = 0; scorer < scorers.Count; scorer++)
            for (var i = 0; i < scorers[scorer].Metrics.Count; i++)
                AddScores(metric++, observations, Array.ConvertAll([.. scores[scorer]], s => s?.Scores[i]));
    }

    public MeasuredRun Build(CancellationToken cancellationToken)
    {
        var order = Enumerable.Range(0, _ids.Count).ToArray();
        var ids = _ids.ToArray();
        Array.Sort(ids, order, StringComparer.Ordinal);
        for (var i = 1; i < ids.Length; i++)
            if (string.Equals(ids[i], ids[i - 1], StringComparison.Ordinal))
                throw new InvalidDataException($"Run {run.Id} holds sample \"{ids[i]}\" twice; a sample may be added once, with all its repeats.");
        var values = new RunValues(
            ids,
            _metrics,
            Array.ConvertAll(_columns, c => c.Ordered(order)),
            _tags.Ordered(order),
            Array.ConvertAll(order, i => _clusters[i]),
            Array.ConvertAll(order, i => _labels[i]),
            Array.ConvertAll(order, i => _confidences[i]))
        {
            Judges = options.Judges,
            Scorers = scorers,
        };
        return new MeasuredRun(new ReportFold(run, options, values, _columns, order, _counts).Report(cancellationToken), values);
    }

    private void AddScores(int metric, IReadOnlyList<Observation> observations, Score?[] scores)
    {
        var column = _columns[metric];
        var numbers = new List<Score.Value>(observations.Count);
        string? missing = observations.Count < run.Repeats ? NotObserved : null;
        string? inapplicable = null;
        for (var i = 0; i < observations.Count; i++)
        {
            switch (Counted(_metrics[metric], observations[i], scores[i]))
            {
                case Score.Value value: numbers.Add(value); break;
                case Score.NotApplicable none: inapplicable ??= none.Reason; break;
                case Score.Failed failed: missing ??= failed.Reason; break;
                default: missing ??= NotScored; break;
            }
        }

        if (missing is not null)
        {
            column.AddNone(ValueState.Missing, missing);
            return;
        }

        if (numbers.Count == 0)
        {
            column.AddNone(ValueState.NotApplicable, inapplicable ?? "nothing to say");
            return;
        }

        Combine(_metrics[metric], column, numbers);
    }

    private static void Combine(Metric metric, GrowingColumn column, List<Score.Value> numbers)
    {
        var plain = numbers.ConvertAll(static n => n.Number);
        var weight = numbers.Average(static n => n.Weight);
        // Repeats of a ratio of sums weigh by their shares of the denominator.
        var value = metric.Repeats is RepeatRule.Average && numbers.Exists(n => n.Weight != numbers[0].Weight)
            ? numbers.Sum(static n => n.Number * n.Weight) / numbers.Sum(static n => n.Weight)
            : RepeatRules.Combine(metric.Repeats, plain);
        if (value is null || !double.IsFinite(value.Value))
        {
            column.AddNone(ValueState.Missing, FormattableString.Invariant($"{numbers.Count} repeats of other values than 0 and 1, or too few of them, cannot be taken together"));
            return;
        }

        column.AddValue(value.Value, weight);
        column.AddWithin(plain);
    }

    // What a failed observation counts is the metric's to say; what lies outside a metric's range was never a value.
    private static Score? Counted(Metric metric, Observation observation, Score? score) => score switch
    {
        Score.Failed when observation.Outcome == ObservedOutcome.Failed && metric.OfFailedItem is { } counts => new Score.Value(counts),
        Score.Value value when !double.IsFinite(value.Number) || value.Number < metric.Min || value.Number > metric.Max => new Score.Failed("a value outside the metric's range"),
        Score.Value value when !(value.Weight > 0 && double.IsFinite(value.Weight)) => new Score.Failed("a weight that is not above 0"),
        _ => score,
    };
}
