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
        return [.. measured.Select((one, i) => Decision(one, bounds[i], corrected.GetValueOrDefault(i)))];
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

    private static RuleDecision Decision(Measured measured, Estimate bounds, (bool Held, Estimate? Bounds) strict)
    {
        var (verdict, used) = measured.IsMet(bounds) ? (GateVerdict.Pass, bounds)
            : strict.Held ? (GateVerdict.Fail, strict.Bounds!)
            : (GateVerdict.Inconclusive, strict.Bounds ?? bounds);
        var needed = verdict == GateVerdict.Inconclusive ? Power.ItemsToDecide(used, measured.Items, measured.Limit) : null;
        if (needed is int.MaxValue) needed = null;
        if (needed is 0) needed = 1;
        return measured.Demand.Decision(verdict, Reason(measured, used, verdict, needed), measured.Items) with { Measured = bounds, Limit = measured.Limit, ItemsNeeded = needed };
    }

    private static string Reason(Measured measured, Estimate bounds, GateVerdict verdict, int? needed)
    {
        var what = measured.Demand.Kind == DemandKind.NoWorseBy ? "The difference" : "The mean";
        var words = FormattableString.Invariant($"{what} is {bounds.Value:0.####} over {measured.Items} items, between {bounds.Interval.Low:0.####} and {bounds.Interval.High:0.####}");
        var limit = measured.Limit.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
        return verdict switch
        {
            GateVerdict.Pass => $"{words}; the limit is {limit}.",
            GateVerdict.Fail => $"{words}, wholly beyond the limit {limit}.",
            _ when needed is { } items => FormattableString.Invariant($"{words}; the limit {limit} lies within. About {items} more items would decide."),
            _ => $"{words}; the limit {limit} lies too close to the value for any number of items to decide.",
        };
    }
}
