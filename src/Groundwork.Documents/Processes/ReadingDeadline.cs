namespace Groundwork.Documents.Processes;

/// <summary>What is said about a document that was not read in time.</summary>
internal static class ReadingDeadline
{
    public static DocumentUnreadableException Passed(SourceInfo source, TimeSpan deadline) => new(
        UnreadableReason.TimedOut,
        FormattableString.Invariant($"\"{source.Path}\" was not read within {deadline.TotalSeconds:0.###} s and was stopped. Split it, or raise the setting \"reading.deadlineSeconds\"."));
}
