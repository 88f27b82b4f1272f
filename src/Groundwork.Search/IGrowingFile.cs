namespace Groundwork.Search;

/// <summary>A file that somebody else may append to, open for reading. Stays readable after it was deleted.</summary>
public interface IGrowingFile : IDisposable
{
    /// <summary>Bytes in the file now; cheap enough to ask before every search.</summary>
    long Length { get; }

    /// <summary>Reads bytes from a position.</summary>
    /// <returns>Bytes read; fewer than asked for only where the file ends.</returns>
    int Read(long offset, Span<byte> buffer);
}
