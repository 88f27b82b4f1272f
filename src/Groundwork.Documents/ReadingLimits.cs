namespace Groundwork.Documents;

/// <summary>How much a reader may take from a source, and how much an external program may take from the machine.</summary>
public sealed record ReadingLimits
{
    /// <summary>The defaults.</summary>
    public static readonly ReadingLimits Default = new();

    /// <summary>Largest document, in bytes; also the most characters of text that a compressed document may become. Default 64 MiB.</summary>
    public long MaxBytes { get; init; } = 64L << 20;

    /// <summary>Most that the parts of a compressed document (DOCX, XLSX, EPUB and the like) may unpack to, in bytes. Default 256 MiB.</summary>
    public long MaxUnpackedBytes { get; init; } = 256L << 20;

    /// <summary>Longest line of a JSON Lines file, in bytes. A longer line is one broken record; the rest is read. Default 16 MiB.</summary>
    public int MaxRecordBytes { get; init; } = 16 << 20;

    /// <summary>Wall-clock time for one run of an external program. Default 60 seconds.</summary>
    public TimeSpan ToolTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Address space of an external program, in bytes, where the system can limit it. Default 2 GiB.</summary>
    public long ToolMemoryBytes { get; init; } = 2L << 30;

    /// <summary>Most that an external program may write to its standard output, in bytes. Default 256 MiB.</summary>
    public long ToolOutputBytes { get; init; } = 256L << 20;

    /// <summary>All problems with these values, in words; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        // Bytes and text of one document are held in single arrays, which end near 2 GiB.
        if (MaxBytes is < 1 or > 1 << 30) problems.Add(FormattableString.Invariant($"MaxBytes is {MaxBytes}; it must lie in 1..{1 << 30}."));
        if (MaxUnpackedBytes is < 1 or > 1 << 30) problems.Add(FormattableString.Invariant($"MaxUnpackedBytes is {MaxUnpackedBytes}; it must lie in 1..{1 << 30}."));
        if (MaxRecordBytes is < 1 or > 1 << 30) problems.Add(FormattableString.Invariant($"MaxRecordBytes is {MaxRecordBytes}; it must lie in 1..{1 << 30}."));
        if (ToolTimeout <= TimeSpan.Zero || ToolTimeout > TimeSpan.FromDays(1)) problems.Add($"ToolTimeout is {ToolTimeout}; it must be positive and at most one day.");
        if (ToolMemoryBytes < 1 << 20) problems.Add(FormattableString.Invariant($"ToolMemoryBytes is {ToolMemoryBytes}; it must be at least {1 << 20}."));
        if (ToolOutputBytes is < 1 or > 1 << 30) problems.Add(FormattableString.Invariant($"ToolOutputBytes is {ToolOutputBytes}; it must lie in 1..{1 << 30}."));
        return problems;
    }
}
