namespace Groundwork.Evals.Monitoring;

/// <summary>Mean and deviation of values that arrive one by one.</summary>
/// <remarks>Welford 1962, "Note on a Method for Calculating Corrected Sums of Squares and Products".</remarks>
internal sealed class Welford
{
    private double _squares;

    public int Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>Standard deviation (n − 1); 0 for one value.</summary>
    public double Deviation => Count < 2 ? 0 : Math.Sqrt(_squares / (Count - 1));

    public void Add(double value)
    {
        Count++;
        var distance = value - Mean;
        Mean += distance / Count;
        _squares += distance * (value - Mean);
    }
}
