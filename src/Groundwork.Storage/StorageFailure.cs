namespace Groundwork.Storage;

/// <summary>What kind of problem the database met.</summary>
public enum StorageFailure
{
    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>Another process holds the write lock for too long.</summary>
    Busy,

    /// <summary>The file is not a database, or its pages are broken.</summary>
    Damaged,

    /// <summary>The file cannot be opened or written: missing folder, permissions, read-only disk.</summary>
    Unavailable,

    /// <summary>The data was written by a newer version of this program.</summary>
    Newer,
}
