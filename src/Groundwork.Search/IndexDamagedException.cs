namespace Groundwork.Search;

/// <summary>A file of the index is missing, truncated or fails its checksum, or is of a format this version cannot read.</summary>
public sealed class IndexDamagedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="file">The file.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">The cause, if one was thrown.</param>
    public IndexDamagedException(string file, string message, Exception? inner = null)
        : base(message, inner) => File = file;

    /// <summary>Name of the damaged file.</summary>
    public string File { get; }
}
