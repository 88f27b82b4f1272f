namespace Groundwork.Evals;

/// <summary>The value of one metric for one sample, its repeats already taken together.</summary>
/// <param name="Sample">Id of the sample.</param>
/// <param name="Value">Finite.</param>
/// <param name="Weight">Above 0, see <see cref="Score.Value.Weight"/>.</param>
/// <param name="Cluster">What it shares with others; null when it stands alone.</param>
public sealed record ItemValue(string Sample, double Value, double Weight = 1, string? Cluster = null);
