namespace Groundwork.Evals.Gates;

/// <summary>Decides all that was measured together.</summary>
internal static class MeasuredDecisions
{
    /// <summary>One decision for each, in their order.</summary>
    public static IReadOnlyList<RuleDecision> Of(IReadOnlyList<Measured> measured, CancellationToken cancellationToken)
    {
        var bounds = new List<Estimate>(measured.Count);
        foreach (var one in measured)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bounds.Add(one.Bounds(one.Confidence));
        }

        var corrected = Broken(measured, bounds);
        return [.. measured.Select((one, i) => Decision(one, bounds[i], measured.Count, corrected.GetValueOrDefault(i)))];
    }

    // Holm 1979, section 3, in its step-down form with bounds in place of chances: the clearest break is tested at the strictest confidence, and the first that
    // does not hold ends it. The result says for each break whether it held, with the bounds it was tested at.
    private static Dictionary<int, (bool Held, Estimate Bounds)> Broken(IReadOnlyList<Measured> measured, List<Estimate> bounds)
    {
        var tested = new Dictionary<int, (bool, Estimate)>();
        var left = measured.Count;
        var holds = true;
        foreach (var i in Enumerable.Range(0, measured.Count).Where(i => measured[i].IsBroken(bounds[i])).OrderByDescending(i => measured[i].Distance(bounds[i])).ThenBy(static i => i))
        {
            var strict = measured[i].Bounds(1 - ((1 - measured[i].Confidence) / left--));
            holds = holds && measured[i].IsBroken(strict);
            tested[i] = (holds, strict);
        }

        return tested;
    }

    private static RuleDecision Decision(Measured measured, Estimate bounds, int demands, (bool Held, Estimate? Bounds) strict)
    {
        if (measured.IsUnchanged)
            return measured.Demand.Decision(GateVerdict.Pass, FormattableString.Invariant($"No item changed: all {measured.Items} have exactly the value of the baseline."), measured.Items) with { Measured = bounds, Limit = measured.Limit };
        var (verdict, used) = measured.IsMet(bounds) ? (GateVerdict.Pass, bounds)
            : strict.Held ? (GateVerdict.Fail, strict.Bounds!)
            : (GateVerdict.Inconclusive, strict.Bounds ?? bounds);
        var isBehind = verdict == GateVerdict.Inconclusive && measured.IsBroken(used);
        var needed = verdict == GateVerdict.Inconclusive && !isBehind ? Power.ItemsToDecide(used, measured.Items, measured.Limit) : null;
        if (needed is 0 or int.MaxValue) needed = null;
        var reason = isBehind ? Behind(measured, used, demands) : Reason(measured, used, verdict, needed);
        return measured.Demand.Decision(verdict, reason, measured.Items) with { Measured = bounds, Limit = measured.Limit, ItemsNeeded = needed };
    }

    private static string Behind(Measured measured, Estimate bounds, int demands) => FormattableString.Invariant(
        $"{Words(measured, bounds)}; alone that would be beyond the limit {measured.Limit:0.####}, but among {demands} demands a clearer break was not certain, so this one is not either (Holm).");

    private static string Words(Measured measured, Estimate bounds)
    {
        var what = measured.Demand.Kind == DemandKind.NoWorseBy ? "The difference" : "The mean";
        return FormattableString.Invariant($"{what} is {bounds.Value:0.####} over {measured.Items} items, between {bounds.Interval.Low:0.####} and {bounds.Interval.High:0.####}");
    }

    private static string Reason(Measured measured, Estimate bounds, GateVerdict verdict, int? needed)
    {
        var words = Words(measured, bounds);
        var limit = measured.Limit.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
        var units = bounds.Interval.Outlook is { IsClustered: true } ? "clusters" : "items";
        return verdict switch
        {
            GateVerdict.Pass => $"{words}; the limit is {limit}.",
            GateVerdict.Fail => $"{words}, wholly beyond the limit {limit}.",
            _ when needed is { } more => FormattableString.Invariant($"{words}; the limit {limit} lies within. About {more} more {units} would decide."),
            _ => $"{words}; the limit {limit} lies too close to the value for any number of {units} to decide.",
        };
    }
}
