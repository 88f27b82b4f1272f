namespace Groundwork.Models;

/// <summary>A place in the journal of a process.</summary>
/// <param name="File">Number of the file, ≥ 1.</param>
/// <param name="Offset">Bytes from its beginning.</param>
public readonly record struct JournalPosition(long File, long Offset)
{
    /// <summary>Before everything.</summary>
    public static JournalPosition Start { get; } = new(1, 0);
}
