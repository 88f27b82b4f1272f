namespace Groundwork.Search;

/// <summary>A read-only view of a whole file. Disposing it ends the view; nothing may read it afterwards.</summary>
public abstract class MappedFile : IDisposable
{
    /// <summary>Length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>The bytes at <paramref name="offset"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the file.</exception>
    public abstract ReadOnlySpan<byte> Slice(long offset, int length);

    /// <summary>Says that bytes will be read soon, so that they may be fetched meanwhile. It waits for nothing and may do nothing.</summary>
    /// <param name="offset">The first of them, inside the file.</param>
    /// <param name="length">How many; what leaves the file is ignored.</param>
    public virtual void ReadAhead(long offset, long length)
    {
    }

    /// <summary>Says that the file will now be read from its beginning to its end, and hardly any more afterwards. It may do nothing.</summary>
    public virtual void ReadThrough()
    {
    }

    /// <summary>Says that what was read need not stay in the memory of the process. It can be read again, and it may do nothing.</summary>
    public virtual void LetGo()
    {
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the view.</summary>
    protected abstract void Dispose(bool disposing);
}
