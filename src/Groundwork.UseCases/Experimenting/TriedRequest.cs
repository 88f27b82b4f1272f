namespace Groundwork.UseCases.Experimenting;

/// <summary>A request with the settings that hold for it.</summary>
/// <param name="Request">What to ask, and how.</param>
/// <param name="Experiment">The experiment it takes part in; null for none.</param>
/// <param name="Arm">Its arm, <c>a</c> or <c>b</c>.</param>
internal sealed record TriedRequest(AskRequest Request, string? Experiment = null, string? Arm = null);
