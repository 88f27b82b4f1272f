namespace Groundwork.Server.Pages;

/// <summary>The page of a comparison.</summary>
/// <param name="Baseline">Run or baseline that is compared with, as it was asked for.</param>
/// <param name="Run">Run that is compared.</param>
/// <param name="Html">The comparison, every text from outside escaped.</param>
public sealed record CompareView(string Baseline, string Run, string Html);
