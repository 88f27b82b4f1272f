namespace Groundwork.Evals.Statistics;

/// <summary>Where the ends of an interval would lie with another number of units, if new units vary like the old ones.</summary>
/// <param name="Units">Units now: items, pairs, or clusters where items share them.</param>
/// <param name="IsClustered">True when they are clusters.</param>
internal abstract record Outlook(int Units, bool IsClustered)
{
    /// <summary>The ends with so many units.</summary>
    public abstract (double Low, double High) At(double units);

    /// <summary>Least number of further units with which the interval leaves a threshold, if the value stays what it is; null when no reachable number does.</summary>
    public int? Further(double value, double threshold)
    {
        if (value == threshold || !Leaves(int.MaxValue)) return null;
        int low = 0, high = int.MaxValue;
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (Leaves(middle)) high = middle;
            else low = middle;
        }

        return high;

        bool Leaves(int more)
        {
            var (from, to) = At(Units + (double)more);
            return threshold < value ? from > threshold : to < threshold;
        }
    }

    /// <summary>A rate by Wilson's interval.</summary>
    public sealed record Rate(int Successes, int Trials, double Confidence) : Outlook(Trials, false)
    {
        public override (double Low, double High) At(double units) => Intervals.WilsonEnds((double)Successes / Trials, units, Normal.Critical(Confidence));
    }

    /// <summary>A difference of rates by Tango's interval.</summary>
    public sealed record Matched(int Higher, int Lower, int Pairs, double Confidence) : Outlook(Pairs, false)
    {
        public override (double Low, double High) At(double units) => MatchedRates.Score((double)Higher / Pairs * units, (double)Lower / Pairs * units, units, Confidence);
    }

    /// <summary>A mean whose interval shrinks with the root of the number of units, and with the number itself where it holds what was not seen.</summary>
    /// <param name="Units">Units now.</param>
    /// <param name="IsClustered">True when they are clusters.</param>
    /// <param name="Value">The mean.</param>
    /// <param name="Low">Lower end without the share of what was not seen.</param>
    /// <param name="High">Upper end likewise.</param>
    /// <param name="Confidence">Of the interval.</param>
    /// <param name="IsStudent">True when its factor depends on the number of units.</param>
    public sealed record Mean(int Units, bool IsClustered, double Value, double Low, double High, double Confidence, bool IsStudent) : Outlook(Units, IsClustered)
    {
        /// <summary>Equally heavy units among which something was not seen; null when that is not counted.</summary>
        public double? Unseen { get; init; }

        /// <summary>Least value of what was not seen.</summary>
        public double Min { get; init; }

        /// <summary>Greatest value of what was not seen.</summary>
        public double Max { get; init; }

        public override (double Low, double High) At(double units)
        {
            var scale = Math.Sqrt(Units / units);
            if (IsStudent) scale *= StudentT.Critical(Confidence, units - 1) / StudentT.Critical(Confidence, Units - 1);
            var (low, high) = (Value - ((Value - Low) * scale), Value + ((High - Value) * scale));
            if (Unseen is not { } count) return (low, high);
            var share = Spread.Unseen(count * units / Units, Confidence);
            return (double.IsFinite(Min) ? low - (share * (low - Min)) : low, double.IsFinite(Max) ? high + (share * (Max - high)) : high);
        }
    }
}
