using Groundwork.Documents;
using Groundwork.Sources;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Why the bytes of a file cannot be had, in the words of documents.</summary>
internal static class SourceProblems
{
    /// <summary>True for what can go wrong while bytes are fetched.</summary>
    public static bool IsOne(Exception failure) => failure is SourceException or IOException or UnauthorizedAccessException;

    /// <summary>True when trying again a little later may help.</summary>
    public static bool IsTransient(Exception failure) => failure is SourceException { IsTransient: true };

    public static DocumentUnreadableException Of(Exception failure) => failure switch
    {
        SourceException { Failure: SourceFailure.Denied or SourceFailure.Forbidden } => new(UnreadableReason.Denied, failure.Message, failure),
        SourceException { Failure: SourceFailure.TooLarge } => new(UnreadableReason.TooLarge, failure.Message, failure),
        SourceException { Failure: SourceFailure.Changed } => new(UnreadableReason.Changed, failure.Message, failure),
        SourceException => new(UnreadableReason.Unavailable, failure.Message, failure),
        UnauthorizedAccessException => new(UnreadableReason.Denied, $"The file may not be opened ({failure.Message}). Check its permissions.", failure),
        FileNotFoundException or DirectoryNotFoundException => new(UnreadableReason.Unavailable, $"The file is no longer there ({failure.Message}). Run the command again.", failure),
        _ => new(UnreadableReason.Unavailable, $"The file cannot be read to its end ({failure.Message}). Check the disk, and that nothing is writing the file.", failure),
    };
}
