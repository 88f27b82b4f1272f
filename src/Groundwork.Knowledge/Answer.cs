using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>A grounded answer: every sentence of it is a claim with citations, or it is an abstention.</summary>
/// <param name="Text">The answer; empty for an abstention.</param>
/// <param name="Claims">In the order of their spans.</param>
/// <param name="Abstained">Why there is no answer; null when there is one.</param>
/// <param name="Model">Who wrote it: a model's name, or <c>extractive</c>.</param>
/// <param name="Usage">What the model used; null when no model took part or it did not say.</param>
public sealed record Answer(string Text, IReadOnlyList<Claim> Claims, Abstention? Abstained, string Model, UsageDetails? Usage);
