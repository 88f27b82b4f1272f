namespace Groundwork.Evals;

/// <summary>Forecasts of about the same chance, beside how often it came true.</summary>
/// <param name="Forecast">Their mean chance, 0..1.</param>
/// <param name="Happened">Share that came true, with its interval.</param>
/// <param name="Count">Their number, from 1.</param>
public sealed record ReliabilityPoint(double Forecast, Estimate Happened, int Count);
