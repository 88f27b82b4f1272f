namespace Groundwork.Documents.Processes;

/// <summary>What an external program left.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="ExitCode">Its exit code when it ended by itself.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Messages">The first kilobytes of standard error.</param>
internal sealed record ChildResult(ChildOutcome Outcome, int ExitCode, byte[] Output, string Messages);
