namespace Groundwork.UseCases;

/// <summary>How a run is scored once more.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Scorers">The scorers.</param>
public sealed record RescoreRequest(string Run, IReadOnlyList<string> Scorers)
{
    /// <summary>Route of the judge for scorers that need one; null for the baseline without a model.</summary>
    public string? Judge { get; init; }

    /// <summary>True to forget what scorers of the same names said before.</summary>
    public bool Replace { get; init; }

    /// <summary>True to try again what failed, like an answer that the judge did not manage.</summary>
    public bool RetryFailed { get; init; }
}
