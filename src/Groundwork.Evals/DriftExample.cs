namespace Groundwork.Evals;

/// <summary>A typical new input.</summary>
/// <param name="Id">Id of the item.</param>
/// <param name="Text">What was asked.</param>
/// <param name="Newness">How sure a classifier that never saw it is that it belongs to the current window, above 0.5 up to 1.</param>
public sealed record DriftExample(string Id, string Text, double Newness);
