using Microsoft.Extensions.AI;

namespace Groundwork.Evals;

/// <summary>A model that judges. Named by whoever starts the evaluation, never taken over from what is measured.</summary>
/// <param name="Name">What reports call it, like <c>strict-judge</c>.</param>
/// <param name="Model">Id of the model, as its vendor names it: part of the judge's fingerprint, and compared with the model under test.</param>
/// <param name="Chat">How it is asked.</param>
public sealed record JudgeModel(string Name, string Model, IChatClient Chat);
