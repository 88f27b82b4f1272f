namespace Groundwork.Search;

/// <summary>Where an index keeps its files: write-once, except for <see cref="Publish"/>, the only atomic replacement, and the log, which grows.</summary>
public interface IIndexDirectory
{
    /// <summary>Names of all files, in ordinal order.</summary>
    IReadOnlyList<string> List();

    /// <summary>A new file. Its content is durable once the stream is disposed; an existing name is an error.</summary>
    Stream Create(string name);

    /// <summary>An existing file, mapped for reading. The caller disposes it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    MappedFile Open(string name);

    /// <summary>The whole content of a small file, or null when there is none.</summary>
    byte[]? ReadSmall(string name);

    /// <summary>Replaces a small file atomically and durably: after power loss either the old or the new content is there.</summary>
    void Publish(string name, ReadOnlySpan<byte> content);

    /// <summary>Reads a published file and keeps watch over it; null when there is none.</summary>
    PublishedFile? OpenPublished(string name);

    /// <summary>Opens an existing file to append to it. What stands after <paramref name="length"/> is cut off, and the rest is made durable.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    IAppendFile OpenAppend(string name, long length);

    /// <summary>Opens an existing file that may still grow.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    IGrowingFile OpenGrowing(string name);

    /// <summary>Removes a file; nothing happens when it is gone already. Mapped views of it stay valid.</summary>
    void Delete(string name);

    /// <summary>Takes the writer's lock until disposed.</summary>
    /// <exception cref="IndexLockedException">Another writer, here or in another process, holds it.</exception>
    IDisposable Lock(string name);
}
