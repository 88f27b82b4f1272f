namespace Groundwork.Evals;

/// <summary>One rule of a certificate and whether the judge meets it.</summary>
/// <param name="Rule">Name of the rule, like <c>injection</c>.</param>
/// <param name="Passed">True when it is met.</param>
/// <param name="Text">What was measured and what the rule asks, for people.</param>
public sealed record CertificateFinding(string Rule, bool Passed, string Text);
