namespace Groundwork.Search;

/// <summary>A file that grows at its end. One owner appends; others read it through <see cref="IGrowingFile"/>.</summary>
public interface IAppendFile : IDisposable
{
    /// <summary>Bytes in the file.</summary>
    long Length { get; }

    /// <summary>Writes at the end. Others may see it at once; it is durable only after <see cref="Flush"/>, and a power loss before may leave any part of it.</summary>
    /// <exception cref="IOException">It could not be written; any part of it may stand in the file.</exception>
    void Append(ReadOnlySpan<byte> content);

    /// <summary>Waits until everything appended would survive a power loss.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    void Flush();
}
