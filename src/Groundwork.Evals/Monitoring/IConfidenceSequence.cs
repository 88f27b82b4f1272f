namespace Groundwork.Evals.Monitoring;

/// <summary>An interval of the mean difference of pairs that holds at all times at once.</summary>
internal interface IConfidenceSequence
{
    /// <summary>Mean of B less mean of A.</summary>
    double Mean { get; }

    /// <summary>Lower end now; may be infinite.</summary>
    double Low { get; }

    /// <summary>Upper end now; may be infinite.</summary>
    double High { get; }

    /// <summary>Standard deviation of the differences, 0 for one pair.</summary>
    double Deviation { get; }

    /// <summary>How the interval is found, for people.</summary>
    string Method { get; }

    /// <summary>Takes the next pair.</summary>
    void Add(double a, double b);
}
