namespace Groundwork.Storage;

/// <summary>The database cannot do its work. The message names the file and what to do.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Makes the exception.</summary>
    public StorageException(StorageFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>The kind of problem.</summary>
    public StorageFailure Failure { get; }

    /// <summary>Whether the same call may succeed a little later without anyone changing anything.</summary>
    public bool IsTransient => Failure == StorageFailure.Busy;
}
