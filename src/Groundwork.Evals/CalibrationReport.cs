namespace Groundwork.Evals;

/// <summary>Whether stated chances come true as often as they say.</summary>
/// <param name="Items">Number of forecasts, from 1.</param>
/// <param name="Brier">Mean squared distance of chance and truth, 0..1; less is better (Brier 1950).</param>
/// <param name="Error">Expected calibration error: mean distance of chance and share over the points, 0..1.</param>
/// <param name="ErrorByChance">What a perfectly calibrated forecaster with the same chances stays below in 19 of 20 cases. An error below it shows no miscalibration.</param>
/// <param name="Points">Reliability, by ascending chance.</param>
public sealed record CalibrationReport(int Items, Estimate Brier, double Error, double ErrorByChance, IReadOnlyList<ReliabilityPoint> Points);
