namespace Groundwork.Evals;

/// <summary>How far a run is. Everything counted is stored.</summary>
/// <param name="Due">Observations that the run needs: samples times repeats.</param>
/// <param name="Observed">Observations it has.</param>
/// <param name="Replayed">Those among them that an earlier run had made.</param>
/// <param name="Failed">Those among them that failed.</param>
/// <param name="Dollars">What the run has cost, replayed ones left out; null as long as no price was told.</param>
public sealed record RunProgress(int Due, int Observed, int Replayed, int Failed, decimal? Dollars);
