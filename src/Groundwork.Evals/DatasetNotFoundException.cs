namespace Groundwork.Evals;

/// <summary>There is no such dataset, or no such version of it.</summary>
/// <param name="message">Which, and what there is.</param>
public sealed class DatasetNotFoundException(string message) : Exception(message);
