namespace Groundwork.Search;

/// <summary>A published file as it was read, and whether it still is the one under its name. Dispose it when a newer one was read.</summary>
public abstract class PublishedFile : IDisposable
{
    /// <summary>The whole content.</summary>
    public abstract ReadOnlyMemory<byte> Content { get; }

    /// <summary>False when the file was replaced or removed since; cheap enough to ask before every search.</summary>
    public abstract bool IsCurrent { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the file.</summary>
    protected abstract void Dispose(bool disposing);
}
