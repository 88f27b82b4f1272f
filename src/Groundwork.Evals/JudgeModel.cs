using Groundwork.Evals.Judging;
using Microsoft.Extensions.AI;

namespace Groundwork.Evals;

/// <summary>A model that judges. Named by whoever starts the evaluation, never taken over from what is measured.</summary>
/// <param name="Name">What reports call it, like <c>strict-judge</c>.</param>
/// <param name="Model">Id of the model, as its vendor names it: part of the judge's fingerprint, and compared with the model under test.</param>
/// <param name="Chat">How it is asked.</param>
public sealed record JudgeModel(string Name, string Model, IChatClient Chat)
{
    /// <summary>How it is related to a model that answered.</summary>
    /// <param name="model">Id as its vendor names it; null or empty when not told.</param>
    public JudgeKinship KinshipTo(string? model) => ModelNames.Compare(Model, model);
}
