namespace Groundwork.Evals.Gates;

/// <summary>What a gate demands of a run, written out: groups of every value become one demand for each.</summary>
internal static class Demands
{
    private const int MostValues = 100;

    public static IReadOnlyList<Demand> Of(GateFile gate, RunValues values, List<string> notices)
    {
        var demands = new List<Demand>();
        foreach (var rule in gate.Rules)
        {
            Add(demands, rule, DemandKind.NoWorseBy, rule.NoWorseBy, null, null);
            Add(demands, rule, DemandKind.AtLeast, rule.AtLeast, null, null);
            Add(demands, rule, DemandKind.AtMost, rule.AtMost, null, null);
            Add(demands, rule, DemandKind.EveryItem, rule.EveryItem, null, null);
            foreach (var group in rule.Groups)
                foreach (var value in Values(gate, rule, group, values, notices))
                {
                    Add(demands, rule, DemandKind.NoWorseBy, group.NoWorseBy, group.Tag, value);
                    Add(demands, rule, DemandKind.AtLeast, group.AtLeast, group.Tag, value);
                    Add(demands, rule, DemandKind.AtMost, group.AtMost, group.Tag, value);
                }
        }

        return demands;
    }

    private static void Add(List<Demand> demands, GateRule rule, DemandKind kind, double? number, string? tag, string? value)
    {
        if (number is { } limit) demands.Add(new Demand(rule, kind, limit, tag, value));
    }

    // A group that nobody named may be too small to say anything; one that is named must be decided. A tag without any value that
    // can be decided stays without one, and fails.
    private static List<string?> Values(GateFile gate, GateRule rule, GateGroup group, RunValues values, List<string> notices)
    {
        if (group.Value is not null) return [group.Value];
        if (values.MetricAt(rule.Metric) is null) return [null];
        // All samples count, with a value or without: a group that lost its values is decided, and fails by its coverage.
        var counts = values.ValuesOf(group.Tag).Take(MostValues + 1).Select(static v => (v.Key, Count: v.Value)).ToList();
        if (counts.Count is 0 or > MostValues) return [null];
        if (counts.TrueForAll(c => c.Count < gate.MinimumItems)) return [null];
        var small = counts.Where(c => c.Count < gate.MinimumItems).Select(static c => c.Key).ToList();
        if (small.Count > 0)
            notices.Add(FormattableString.Invariant($"{rule.Metric}: not decided for {group.Tag} {string.Join(", ", small)}, which have fewer than {gate.MinimumItems} samples; name a value in the gate to have it decided."));
        return [.. counts.Where(c => c.Count >= gate.MinimumItems).Select(static c => (string?)c.Key).Order(StringComparer.Ordinal)];
    }
}
