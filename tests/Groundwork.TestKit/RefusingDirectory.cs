using Groundwork.Search;

namespace Groundwork.TestKit;

/// <summary>Passes everything on to another directory, but refuses to write, as a read-only mount does, or to open anything, as a system without free file handles does.</summary>
public sealed class RefusingDirectory(IIndexDirectory inner) : IIndexDirectory
{
    /// <summary>Whether everything that writes is refused.</summary>
    public bool RefusesWrites { get; set; }

    /// <summary>Whether everything that opens a file is refused.</summary>
    public bool RefusesReads { get; set; }

    public IReadOnlyList<string> List() => inner.List();

    public MappedFile Open(string name) => Reading(name).Open(name);

    public byte[]? ReadSmall(string name) => Reading(name).ReadSmall(name);

    public PublishedFile? OpenPublished(string name) => Reading(name).OpenPublished(name);

    public IGrowingFile OpenGrowing(string name) => Reading(name).OpenGrowing(name);

    public Stream Create(string name) => Writing(name).Create(name);

    public void Publish(string name, ReadOnlySpan<byte> content) => Writing(name).Publish(name, content);

    public IAppendFile OpenAppend(string name, long length) => Writing(name).OpenAppend(name, length);

    public void Delete(string name) => Writing(name).Delete(name);

    public IDisposable Lock(string name) => Writing(name).Lock(name);

    private IIndexDirectory Reading(string name) => RefusesReads ? throw new IOException($"Too many open files: \"{name}\".") : inner;

    private IIndexDirectory Writing(string name) => RefusesWrites ? throw new IOException($"Read-only file system: \"{name}\".") : inner;
}
