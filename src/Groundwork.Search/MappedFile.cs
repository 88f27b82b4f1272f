namespace Groundwork.Search;

/// <summary>A read-only view of a whole file. Disposing it ends the view; nothing may read it afterwards.</summary>
public abstract class MappedFile : IDisposable
{
    /// <summary>Length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>The bytes at <paramref name="offset"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the file.</exception>
    public abstract ReadOnlySpan<byte> Slice(long offset, int length);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the view.</summary>
    protected abstract void Dispose(bool disposing);
}
