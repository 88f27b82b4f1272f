using System.Globalization;

namespace Groundwork.Evals;

/// <summary>How drift is looked for.</summary>
public sealed record DriftOptions
{
    /// <summary>Fewest items of the current window, and of each window that the reference is cut into. Default 30.</summary>
    public int MinimumItems { get; init; } = 30;

    /// <summary>Chance of any alarm when nothing changed, over all features together. Default 0.05.</summary>
    public double FalseAlarms { get; init; } = 0.05;

    /// <summary>Permutations of a test, 99..100,000. Default 999; the least chance they can show is 1 in 1 + permutations, so more are made, up to 20,000, where many features are compared.</summary>
    public int Permutations { get; init; } = 999;

    /// <summary>Most examples of new inputs. Default 10.</summary>
    public int Examples { get; init; } = 10;

    /// <summary>Decides every draw. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>All problems of these options; empty for none.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (MinimumItems < 10) problems.Add(string.Create(CultureInfo.InvariantCulture, $"MinimumItems is {MinimumItems}; fewer than 10 items show nothing."));
        if (!(FalseAlarms is > 0 and < 1)) problems.Add(string.Create(CultureInfo.InvariantCulture, $"FalseAlarms is {FalseAlarms}; a chance of alarms lies above 0 and below 1."));
        if (Permutations is < 99 or > 100_000) problems.Add(string.Create(CultureInfo.InvariantCulture, $"Permutations is {Permutations}; it lies in 99..100000."));
        if (Examples < 0) problems.Add(string.Create(CultureInfo.InvariantCulture, $"Examples is {Examples}; it is 0 or more."));
        return problems;
    }
}
