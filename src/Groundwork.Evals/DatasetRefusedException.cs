namespace Groundwork.Evals;

/// <summary>Samples or files that make no dataset. Nothing was stored.</summary>
public sealed class DatasetRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is the matter and what to do.</param>
    /// <param name="problems">Each problem with its place, like <c>line 12: …</c>; empty when the message says it all.</param>
    public DatasetRefusedException(string message, IReadOnlyList<string> problems)
        : base(problems is { Count: > 0 } ? message + Environment.NewLine + string.Join(Environment.NewLine, problems) : message) => Problems = problems ?? [];

    /// <summary>Each problem with its place; at most twenty.</summary>
    public IReadOnlyList<string> Problems { get; }
}
