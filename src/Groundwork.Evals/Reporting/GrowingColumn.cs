namespace Groundwork.Evals.Reporting;

/// <summary>One metric while samples come in.</summary>
internal sealed class GrowingColumn
{
    // A hostile scorer may give each sample a reason of its own.
    private const int MostReasons = 1000;
    private const int MostReasonChars = 200;

    private readonly List<ValueState> _states = [];
    private readonly List<double> _values = [];
    private readonly Dictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private List<double>? _weights;
    private readonly Dictionary<int, double> _within = [];

    public void AddValue(double value, double weight)
    {
        if (weight != 1 && _weights is null) _weights = [.. Enumerable.Repeat(1.0, _values.Count)];
        _states.Add(ValueState.Scored);
        _values.Add(value);
        _weights?.Add(weight);
    }

    public void AddNone(ValueState state, string reason)
    {
        _states.Add(state);
        _values.Add(0);
        _weights?.Add(1);
        CountReason(reason, 1);
    }

    public void CountReason(string reason, int count)
    {
        var key = reason.Length <= MostReasonChars ? reason : reason[..MostReasonChars] + "…";
        _reasons[key] = _reasons.GetValueOrDefault(key) + count;
    }

    /// <summary>Notes how the repeats of the sample that came last differ.</summary>
    public void AddWithin(IReadOnlyList<double> repeats)
    {
        if (RepeatRules.Variance([repeats]) is not { } variance) return;
        _within[_states.Count - 1] = variance.Within;
    }

    /// <summary>Mean variance of the repeats of one sample; null when no sample has two.</summary>
    /// <param name="order">The samples by their ids, since a sum depends on the order in its last digits.</param>
    public double? Within(int[] order) =>
        _within.Count == 0 ? null : Math.Min(order.Where(_within.ContainsKey).Sum(i => _within[i]), double.MaxValue) / _within.Count;

    /// <summary>The reasons, most frequent first; beyond the first thousand they count as one.</summary>
    public IReadOnlyList<ReasonCount> Reasons()
    {
        var ordered = _reasons.OrderByDescending(static r => r.Value).ThenBy(static r => r.Key, StringComparer.Ordinal).Select(static r => new ReasonCount(r.Key, r.Value)).ToList();
        return ordered.Count <= MostReasons ? ordered : [.. ordered[..MostReasons], new ReasonCount("other reasons", ordered[MostReasons..].Sum(static r => r.Count))];
    }

    /// <summary>The column with its samples in another order.</summary>
    public ValueColumn Ordered(int[] order) => new(
        Array.ConvertAll(order, i => _states[i]),
        Array.ConvertAll(order, i => _values[i]),
        _weights is null ? null : Array.ConvertAll(order, i => _weights[i]));
}
