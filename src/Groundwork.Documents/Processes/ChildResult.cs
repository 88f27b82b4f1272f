namespace Groundwork.Documents.Processes;

/// <summary>What an external program left.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="ExitCode">Its exit code when it ended by itself; 128 and more for a signal.</param>
/// <param name="Output">Standard output; empty when it was handed on while it came.</param>
/// <param name="Messages">The first kilobytes of standard error.</param>
internal sealed record ChildResult(ChildOutcome Outcome, int ExitCode, byte[] Output, string Messages)
{
    /// <summary>The first line of the messages in brackets, with a space before it; empty when it said nothing.</summary>
    public string FirstMessage => Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? $" ({first.Trim()})" : "";
}
