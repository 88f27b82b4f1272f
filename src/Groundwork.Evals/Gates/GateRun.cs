using Groundwork.Evals.Reporting;

namespace Groundwork.Evals.Gates;

/// <summary>One decision of a gate.</summary>
internal sealed class GateRun(GateFile gate, MeasuredRun candidate, Baseline? baseline)
{
    private const int WorstShown = 10;

    private readonly RunValues _values = candidate.Values;
    private readonly EvalRun _run = candidate.Report.Run;

    public GateDecision Decide(CancellationToken cancellationToken)
    {
        var notices = new List<string>();
        var demands = Demands.Of(gate, _values, notices);
        var refused = Foreign();
        var decisions = new RuleDecision?[demands.Count];
        var measured = new List<Measured>();
        var places = new List<int>();
        for (var i = 0; i < demands.Count; i++)
        {
            Measured? one = null;
            decisions[i] = refused is not null ? demands[i].Decision(GateVerdict.Fail, refused, 0) : Settled(demands[i], out one);
            if (decisions[i] is not null) continue;
            measured.Add(one!);
            places.Add(i);
        }

        var decided = MeasuredDecisions.Of(measured, cancellationToken);
        for (var i = 0; i < places.Count; i++) decisions[places[i]] = decided[i].Verdict == GateVerdict.Pass ? decided[i] : decided[i] with { Worst = Worst(demands[places[i]]) };
        if (baseline is not null) notices.AddRange(GateNotices.Of(baseline, candidate));
        return new GateDecision(gate.Name, _run.Id, Overall(decisions), [.. decisions.Select(static d => d!)]) { Notices = notices };
    }

    // A gate without a demand has shown nothing.
    private static GateVerdict Overall(RuleDecision?[] decisions) =>
        decisions.Length == 0 || decisions.Any(static d => d!.Verdict == GateVerdict.Fail) ? GateVerdict.Fail
        : decisions.Any(static d => d!.Verdict == GateVerdict.Inconclusive) ? GateVerdict.Inconclusive
        : GateVerdict.Pass;

    private string? Foreign()
    {
        if (!string.Equals(gate.Dataset, _run.Dataset, StringComparison.Ordinal)) return $"The gate is for dataset {gate.Dataset}, the run is of {_run.Dataset}.";
        if (gate.DatasetVersion is { } version && !string.Equals(version, _run.DatasetVersion, StringComparison.Ordinal))
            return $"The gate is for version {version} of the dataset, the run is of {_run.DatasetVersion}.";
        var meant = baseline?.Selection ?? SampleSelection.Accepted;
        if (!Selections.AreSame(meant, _run.Selection))
            return $"The run is of {Selections.Words(_run.Selection)}, {(baseline is null ? "the gate" : "the baseline")} of {Selections.Words(meant)}; decide on a run of the same samples.";
        return gate.Subject is { } subject && !string.Equals(subject, _run.Subject, StringComparison.Ordinal) ? $"The gate is for subject {subject}, the run is of {_run.Subject}." : null;
    }

    // What needs no statistics: null when the demand must be measured.
    private RuleDecision? Settled(Demand demand, out Measured? measured)
    {
        measured = null;
        if (demand is { Tag: not null, Value: null })
            return demand.Decision(GateVerdict.Fail, FormattableString.Invariant($"No value of tag {demand.Tag} has {gate.MinimumItems} items with a value, or it has too many values to decide each."), 0);
        if (_values.MetricAt(demand.Rule.Metric) is not { } at)
            return demand.Decision(GateVerdict.Fail, $"The run has no metric {demand.Rule.Metric}; it has {string.Join(", ", _values.Metrics.Select(static m => m.Name))}.", 0);
        var items = _values.Items(at, demand.Tag, demand.Value);
        if (Refused(demand, at, items.Count) is { } reason) return demand.Decision(GateVerdict.Fail, reason, items.Count);
        return demand.Kind == DemandKind.EveryItem ? Every(demand, at, items) : Limited(demand, at, items, out measured);
    }

    private string? Refused(Demand demand, int at, int items)
    {
        var metric = _values.Metrics[at];
        if (demand.Rule.HigherIsBetter is { } believed && believed != metric.HigherIsBetter)
            return $"The rule says that {(believed ? "higher" : "lower")} is better; for {metric.Name} it is the other way round.";
        if (metric.Judge is { } judge && !demand.Rule.AllowUncertified && !_values.Judges.Any(j => j.Certified is not null && j.IsOf(metric)))
            return $"Judge {judge} decides {metric.Name} and is uncertified; compare it with people, or set allowUncertified.";
        if (items == 0) return "No item has a value.";
        var due = items + Missing(demand, at);
        var coverage = (double)items / due;
        var least = LeastCoverage(demand);
        return coverage < least ? FormattableString.Invariant($"Only {items} of {due} items that should have a value have one ({coverage:P1}); at least {least:P1} must.") : null;
    }

    private double LeastCoverage(Demand demand) => demand.Rule.MinimumCoverage ?? gate.MinimumCoverage;

    private int Missing(Demand demand, int at)
    {
        if (demand.Tag is null) return candidate.Report.Metrics[at].Due - candidate.Report.Metrics[at].Scored;
        var missing = 0;
        for (var i = 0; i < _values.Samples.Count; i++)
            if (_values.IsMissing(i, at) && string.Equals(_values.TagOf(i, demand.Tag), demand.Value, StringComparison.Ordinal)) missing++;
        return missing;
    }

    private RuleDecision Every(Demand demand, int at, IReadOnlyList<ItemValue> items)
    {
        var sign = _values.Metrics[at].HigherIsBetter ? 1 : -1;
        var worse = items.Where(i => sign * i.Value < sign * demand.Number).OrderBy(i => sign * i.Value).ThenBy(static i => i.Sample, StringComparer.Ordinal).ToList();
        if (worse.Count == 0 && Missing(demand, at) is > 0 and var missing)
            return demand.Decision(GateVerdict.Fail, FormattableString.Invariant($"None of {items.Count} items is worse, but {missing} that should have a value have none, and every item is asked for."), items.Count);
        if (worse.Count == 0 && items.Count < gate.MinimumItems) return Few(demand, items.Count, "items", demand.Number);
        return worse.Count == 0
            ? demand.Decision(GateVerdict.Pass, FormattableString.Invariant($"None of {items.Count} items is worse."), items.Count)
            : demand.Decision(GateVerdict.Fail, FormattableString.Invariant($"{worse.Count} of {items.Count} items are worse; the worst is {worse[0].Sample} with {worse[0].Value:0.####}."), items.Count)
                with { Limit = demand.Number, Worst = [.. worse.Take(WorstShown).Select(static w => w.Sample)] };
    }

    private RuleDecision? Limited(Demand demand, int at, IReadOnlyList<ItemValue> items, out Measured? measured)
    {
        measured = null;
        var metric = _values.Metrics[at];
        var confidence = demand.Rule.Confidence ?? gate.Confidence;
        if (demand.Kind is DemandKind.AtLeast or DemandKind.AtMost)
            measured = Mean(demand, metric, items, demand.Number, demand.Kind == DemandKind.AtLeast, confidence);
        else if (gate.Baseline is GateBaseline.Numbers numbers)
        {
            if (!numbers.Means.TryGetValue(metric.Name, out var number)) return demand.Decision(GateVerdict.Fail, $"The gate's baseline numbers have no {metric.Name}.", items.Count);
            measured = Mean(demand, metric, items, metric.HigherIsBetter ? number - demand.Number : number + demand.Number, metric.HigherIsBetter, confidence);
        }
        else if (GateNotices.Incomparable(baseline, candidate, metric) is { } reason) return demand.Decision(GateVerdict.Fail, reason, items.Count);
        else
        {
            var before = Before(demand, metric);
            measured = Difference(demand, metric, before, items, confidence);
            if (Unpaired(demand, before.Count, items.Count, measured.Items) is { } unpaired) return demand.Decision(GateVerdict.Fail, unpaired, measured.Items);
        }

        if (measured.Items < gate.MinimumItems) return Few(demand, measured.Items, "items", measured.Limit);
        // Items of one cluster say the same thing again; a fact needs none of them to be independent.
        return !measured.IsUnchanged && measured.Units < gate.MinimumItems ? Few(demand, measured.Units, "clusters", measured.Limit) : null;
    }

    private RuleDecision Few(Demand demand, int few, string what, double limit) =>
        demand.Decision(GateVerdict.Inconclusive, FormattableString.Invariant($"{few} {what} are fewer than the {gate.MinimumItems} that a decision needs."), few) with { ItemsNeeded = gate.MinimumItems - few, Limit = limit };

    private string? Unpaired(Demand demand, int before, int now, int pairs)
    {
        if (pairs == 0) return "No item has a value in both the run and the baseline.";
        var least = LeastCoverage(demand);
        var coverage = (double)pairs / Math.Max(before, now);
        return coverage < least
            ? FormattableString.Invariant($"Only {pairs} items have a value in both, of {before} in the baseline and {now} in the run ({coverage:P1}); {before + now - (2 * pairs)} have one in only one of the two. At least {least:P1} must be compared.")
            : null;
    }

    // Where to look first: the largest regressions, or the worst values where nothing is compared item by item.
    private List<string> Worst(Demand demand)
    {
        var metric = demand.Rule.Metric;
        bool IsMeant(string sample) => demand.Tag is null || string.Equals(_values.TagOf(_values.SampleAt(sample)!.Value, demand.Tag), demand.Value, StringComparison.Ordinal);
        if (demand.Kind == DemandKind.NoWorseBy && baseline is not null && gate.Baseline is not GateBaseline.Numbers)
            return [.. ItemChanges.Of(baseline.Values, _values, metric).Where(c => c.Gain < 0 && IsMeant(c.Sample)).Take(WorstShown).Select(static c => c.Sample)];
        var at = _values.MetricAt(metric)!.Value;
        var sign = _values.Metrics[at].HigherIsBetter ? 1 : -1;
        return [.. _values.Items(at, demand.Tag, demand.Value).OrderBy(i => sign * i.Value).ThenBy(static i => i.Sample, StringComparer.Ordinal).Take(WorstShown).Select(static i => i.Sample)];
    }

    private Measured Mean(Demand demand, Metric metric, IReadOnlyList<ItemValue> items, double limit, bool isFloor, double confidence) =>
        new(demand, level => Intervals.OfMean(metric, items, _run.Seed, level)!, items.Count, UnitsOf(items), limit, isFloor, confidence);

    // The baseline's values of what is meant; a sample's group is the run's to say, where the run has the sample.
    private IReadOnlyList<ItemValue> Before(Demand demand, Metric metric)
    {
        var values = baseline!.Values;
        return values.Items(values.MetricAt(metric.Name)!.Value, i => demand.Tag is null || string.Equals(
            _values.SampleAt(values.Samples[i]) is { } now ? _values.TagOf(now, demand.Tag) : values.TagOf(i, demand.Tag), demand.Value, StringComparison.Ordinal));
    }

    private Measured Difference(Demand demand, Metric metric, IReadOnlyList<ItemValue> before, IReadOnlyList<ItemValue> now, double confidence)
    {
        var known = before.ToDictionary(static b => b.Sample, StringComparer.Ordinal);
        var pairs = now.Where(n => known.ContainsKey(n.Sample)).ToList();
        var isUnchanged = pairs.Count == now.Count && pairs.Count == before.Count && pairs.TrueForAll(n => known[n.Sample].Value.Equals(n.Value) && known[n.Sample].Weight.Equals(n.Weight));
        var units = UnitsOf([.. pairs.Select(n => n with { Cluster = known[n.Sample].Cluster ?? n.Cluster })]);
        return new Measured(
            demand, level => PairedComparison.Compare(metric, before, now, _run.Seed, level).Difference!, pairs.Count, units, metric.HigherIsBetter ? -demand.Number : demand.Number, metric.HigherIsBetter, confidence)
        {
            IsUnchanged = isUnchanged,
        };
    }

    private static int UnitsOf(IReadOnlyList<ItemValue> items) =>
        items.Count(static i => i.Cluster is null) + items.Where(static i => i.Cluster is not null).Select(static i => i.Cluster).Distinct(StringComparer.Ordinal).Count();
}
