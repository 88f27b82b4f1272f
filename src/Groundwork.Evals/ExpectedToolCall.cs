namespace Groundwork.Evals;

/// <summary>A tool call that is right.</summary>
/// <param name="Name">Name of the tool.</param>
/// <param name="Arguments">Accepted values of each argument, as JSON texts; an argument with an accepted empty text <c>""</c> may be left out.</param>
public sealed record ExpectedToolCall(string Name, IReadOnlyDictionary<string, IReadOnlyList<string>> Arguments);
