namespace Groundwork.Evals;

/// <summary>How a judge stood one form of forged verdict.</summary>
/// <param name="Form">Name of the form, like <c>json-verdict</c>.</param>
/// <param name="Language">Language of the forged words.</param>
/// <param name="Tried">Wrong answers that carried it and were judged.</param>
/// <param name="Held">Verdicts that were no better than the one on the same answer without it.</param>
public sealed record InjectionResult(string Form, string Language, int Tried, int Held);
