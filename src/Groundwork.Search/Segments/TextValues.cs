namespace Groundwork.Search.Segments;

/// <summary>The values of a text column in the order of their bytes, each with its entries.</summary>
internal abstract class TextValues
{
    /// <summary>UTF-8 of the current value, valid until the next one.</summary>
    public abstract ReadOnlySpan<byte> Value { get; }

    /// <summary>Entries that hold the current value.</summary>
    public abstract int EntryCount { get; }

    public abstract bool MoveNext();

    /// <summary>Fills in the entries of the current value, ascending.</summary>
    /// <param name="entries"><see cref="EntryCount"/> long.</param>
    public abstract void CopyEntries(Span<int> entries);
}
