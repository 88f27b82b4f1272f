namespace Groundwork.Evals.Statistics;

/// <summary>
/// What is drawn together (an item, a pair or a whole cluster), as sums, so that a mean over any selection of units is a ratio of two sums, or a difference of two such ratios.
/// </summary>
/// <remarks>
/// The ratio estimator with linearised standard error: Cochran 1977, "Sampling Techniques", sections 2.11 and 6.3. With weights of 1 its error is the clustered one of Miller 2024,
/// "Adding Error Bars to Evals", section 2.2, with the factor C / (C − 1).
/// </remarks>
internal sealed class UnitSums
{
    private readonly double[] _top;
    private readonly double[] _bottom;
    private readonly double[]? _lessTop;
    private readonly double[]? _lessBottom;
    private readonly double _tops;
    private readonly double _bottoms;
    private readonly double _lessTops;
    private readonly double _lessBottoms;

    // Weights that are all equal have the same sum however they are drawn.
    private readonly bool _isPlain;

    /// <summary>One ratio: Σ top / Σ bottom.</summary>
    public UnitSums(double[] top, double[] bottom)
        : this(top, bottom, null, null)
    {
    }

    /// <summary>A difference of two ratios: Σ top / Σ bottom − Σ lessTop / Σ lessBottom.</summary>
    public UnitSums(double[] top, double[] bottom, double[]? lessTop, double[]? lessBottom)
    {
        (_top, _bottom, _lessTop, _lessBottom) = (top, bottom, lessTop, lessBottom);
        (_tops, _bottoms) = (top.Sum(), bottom.Sum());
        (_lessTops, _lessBottoms) = (lessTop?.Sum() ?? 0, lessBottom?.Sum() ?? 1);
        _isPlain = lessTop is null && Array.TrueForAll(bottom, b => b == bottom[0]);
        Value = (_tops / _bottoms) - (_lessTops / _lessBottoms);
    }

    /// <summary>Number of units, from 1.</summary>
    public int Count => _top.Length;

    /// <summary>The estimate over all units.</summary>
    public double Value { get; }

    /// <summary>Number of equally heavy units that would say as much as these: (Σw)² / Σw² (Kish 1965, section 11.7).</summary>
    public double EffectiveCount
    {
        get
        {
            double squares = 0;
            foreach (var weight in _bottom) squares += weight / _bottoms * (weight / _bottoms);
            return Math.Clamp(1 / squares, 1, Count);
        }
    }

    /// <summary>How far each unit moves the estimate.</summary>
    public double[] Influences()
    {
        var first = _tops / _bottoms;
        var second = _lessTops / _lessBottoms;
        var influences = new double[Count];
        for (var i = 0; i < influences.Length; i++)
        {
            influences[i] = (_top[i] - (first * _bottom[i])) / _bottoms;
            if (_lessTop is not null && _lessBottom is not null) influences[i] -= (_lessTop[i] - (second * _lessBottom[i])) / _lessBottoms;
        }

        return influences;
    }

    /// <summary>Linearised standard error; null for fewer than two units.</summary>
    public double? StandardError()
    {
        if (Count < 2) return null;
        double squares = 0;
        foreach (var influence in Influences()) squares += influence * influence;
        return Math.Sqrt(squares * Count / (Count - 1.0));
    }

    /// <summary>The estimates over as many units drawn with replacement, as often as there is room for, in the order of drawing.</summary>
    public void Resample(Draws draws, Span<double> estimates)
    {
        var drawn = new int[Count];
        for (var i = 0; i < estimates.Length; i++)
        {
            draws.Fill(drawn, Count);
            estimates[i] = _lessTop is null || _lessBottom is null
                ? Ratio(Sum(_top, drawn), _isPlain ? _bottoms : Sum(_bottom, drawn))
                : Ratio(Sum(_top, drawn), Sum(_bottom, drawn)) - Ratio(Sum(_lessTop, drawn), Sum(_lessBottom, drawn));
        }
    }

    // Two sums at once: a processor need not wait for the one to add to the other.
    private static double Sum(double[] values, int[] drawn)
    {
        double even = 0, odd = 0;
        for (var i = 0; i + 1 < drawn.Length; i += 2)
        {
            even += values[drawn[i]];
            odd += values[drawn[i + 1]];
        }

        return drawn.Length % 2 == 0 ? even + odd : even + odd + values[drawn[^1]];
    }

    // A drawn unit can be so light beside the heaviest one that nothing is left of its weight; the estimate over all then stands for it.
    private double Ratio(double top, double bottom) => bottom > 0 ? top / bottom : Value;
}
