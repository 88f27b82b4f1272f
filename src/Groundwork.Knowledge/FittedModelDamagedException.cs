namespace Groundwork.Knowledge;

/// <summary>The file with what was learnt from a collection is missing, broken, or of other rules or a newer format. It can always be learnt anew.</summary>
/// <param name="message">What is wrong with which file, and what to do.</param>
public sealed class FittedModelDamagedException(string message) : Exception(message);
