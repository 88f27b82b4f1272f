namespace Groundwork.Evals;

/// <summary>How far two agree who looked at the same items.</summary>
/// <param name="First">A reviewer, or the judge.</param>
/// <param name="Second">A reviewer.</param>
/// <param name="Items">Items that both looked at.</param>
/// <param name="Raw">Share on which they say the same; null without such items.</param>
/// <param name="Kappa">Cohen's kappa; null where it is not defined.</param>
public sealed record AgreementRow(string First, string Second, int Items, Coefficient? Raw, Coefficient? Kappa);
