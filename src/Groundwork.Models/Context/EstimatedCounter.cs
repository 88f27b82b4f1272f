namespace Groundwork.Models.Context;

/// <summary>Estimates tokens from what a text is made of, and corrects itself with every count that a provider reports.</summary>
/// <remarks>
/// A Kalman filter over the tokens per unit of each class of <see cref="TextTally"/> (recursive least squares with a prior; see Haykin,
/// Adaptive Filter Theory, chapter on recursive least squares). The prior is that of common byte-pair vocabularies. Weights stay within a
/// sixth and six times the prior, so that a provider that reports nonsense does little harm. The error is that of predictions made before
/// learning from the same count.
/// </remarks>
internal sealed class EstimatedCounter : ITokenCounter
{
    /// <summary>Relative error that is assumed until enough was seen.</summary>
    public const double PriorError = 0.35;

    private const int Classes = TextTally.Classes;
    private const int Remembered = 128;
    private const int NeededForError = 20;

    // After these many counts the weights hardly move, and only some requests are looked at.
    private const int LearnsFromAllUntil = 256;
    private const int ThenFromEvery = 16;

    private static readonly double[] Prior = [0.85, 0.1, 0.5, 0.75, 1.0, 0.45, 1.2, 0.5, 4.0];

    private readonly Lock _gate = new();
    private readonly double[] _covariance = new double[Classes * Classes];
    private readonly double[] _errors = new double[Remembered];
    private double[] _weights = [.. Prior];
    private long _seen;
    private long _asked;
    private double _error = PriorError;

    public EstimatedCounter()
    {
        for (var i = 0; i < Classes; i++)
            _covariance[(i * Classes) + i] = Prior[i] * Prior[i] * 0.25;
    }

    public double Error => Volatile.Read(ref _error);

    public bool WantsToLearn
    {
        get
        {
            var asked = Interlocked.Increment(ref _asked);
            return asked < LearnsFromAllUntil || asked % ThenFromEvery == 0;
        }
    }

    public long Count(ReadOnlySpan<char> text)
    {
        var tally = new TextTally();
        tally.Add(text);
        return Estimate(tally);
    }

    public void Learn(TextTally prompt, long tokens)
    {
        if (tokens <= 0)
            return;
        Span<double> x = stackalloc double[Classes];
        prompt.CopyTo(x);
        lock (_gate)
        {
            var predicted = Dot(_weights, x);
            if (predicted <= 0)
                return;
            _errors[_seen % Remembered] = Math.Abs(predicted - tokens) / tokens;
            _seen++;
            Correct(x, tokens - predicted, predicted);
            if (_seen >= NeededForError)
                Volatile.Write(ref _error, NinetiethPercentile());
        }
    }

    private long Estimate(TextTally tally)
    {
        Span<double> x = stackalloc double[Classes];
        tally.CopyTo(x);
        return (long)Math.Ceiling(Dot(Volatile.Read(ref _weights), x));
    }

    private void Correct(ReadOnlySpan<double> x, double surprise, double predicted)
    {
        Span<double> px = stackalloc double[Classes];
        var spread = (0.01 * predicted * predicted) + 4;
        for (var i = 0; i < Classes; i++)
        {
            for (var j = 0; j < Classes; j++)
                px[i] += _covariance[(i * Classes) + j] * x[j];
            spread += px[i] * x[i];
        }

        var weights = new double[Classes];
        for (var i = 0; i < Classes; i++)
        {
            weights[i] = Math.Clamp(_weights[i] + (px[i] / spread * surprise), Prior[i] / 6, Prior[i] * 6);
            for (var j = 0; j < Classes; j++)
                _covariance[(i * Classes) + j] -= px[i] * px[j] / spread;
        }

        // Readers take the array as a whole, without the lock.
        Volatile.Write(ref _weights, weights);
    }

    private double NinetiethPercentile()
    {
        var count = (int)Math.Min(_seen, Remembered);
        Span<double> sorted = stackalloc double[Remembered];
        _errors.AsSpan(0, count).CopyTo(sorted);
        sorted = sorted[..count];
        sorted.Sort();
        return Math.Min(1, sorted[(int)Math.Ceiling(0.9 * count) - 1]);
    }

    private static double Dot(double[] weights, ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < Classes; i++)
            sum += weights[i] * x[i];
        return sum;
    }
}
