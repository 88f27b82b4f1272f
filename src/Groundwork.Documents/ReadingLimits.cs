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

    /// <summary>Largest file that an external program may write, in bytes, where the system can limit it: the picture of a page that is read by OCR. Default 512 MiB.</summary>
    public long ToolFileBytes { get; init; } = 512L << 20;

    /// <summary>Most that all parts of one archive may unpack to, with the archives inside it, in bytes. Default 16 GiB.</summary>
    public long MaxArchiveBytes { get; init; } = 16L << 30;

    /// <summary>Most bytes that one byte of an archive may unpack to on average, once more than 16 MiB are unpacked. Text packs 3 to 20 fold. Default 250.</summary>
    public int MaxUnpackRatio { get; init; } = 250;

    /// <summary>Most parts of one archive, with those of the archives inside it. Default 1,000,000.</summary>
    public int MaxParts { get; init; } = 1_000_000;

    /// <summary>Containers inside containers: 1 opens the outer one only. Default 4.</summary>
    public int MaxNesting { get; init; } = 4;

    /// <summary>
    /// Languages that scanned pages and images are read in, as tesseract names them, joined by <c>+</c> (<c>eng+deu</c>); null takes every
    /// installed one. Default null.
    /// </summary>
    public string? OcrLanguages { get; init; }

    /// <summary>Most pages of one document that are read by OCR; further scanned pages are left out and noted. Default 200.</summary>
    public int MaxOcrPages { get; init; } = 200;

    /// <summary>Wall-clock time for all OCR of one document; pages after it are left out and noted. Default 10 minutes.</summary>
    public TimeSpan MaxOcrTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Largest image that is decoded, in pixels over all its pages. Default 200,000,000.</summary>
    public long MaxImagePixels { get; init; } = 200_000_000;

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
        if (ToolFileBytes < 1 << 20) problems.Add(FormattableString.Invariant($"ToolFileBytes is {ToolFileBytes}; it must be at least {1 << 20}."));
        if (MaxArchiveBytes < 1) problems.Add(FormattableString.Invariant($"MaxArchiveBytes is {MaxArchiveBytes}; it must be positive."));
        if (MaxUnpackRatio < 1) problems.Add(FormattableString.Invariant($"MaxUnpackRatio is {MaxUnpackRatio}; it must be positive."));
        if (MaxParts < 1) problems.Add(FormattableString.Invariant($"MaxParts is {MaxParts}; it must be positive."));
        if (MaxNesting is < 1 or > 16) problems.Add(FormattableString.Invariant($"MaxNesting is {MaxNesting}; it must lie in 1..16."));
        if (OcrLanguages is { } languages && (languages.Length == 0 || !languages.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '_' or '-')))
            problems.Add($"OcrLanguages is \"{languages}\"; it must be names of tesseract languages joined by +, like eng+deu, or null for all.");
        if (MaxOcrPages < 0) problems.Add(FormattableString.Invariant($"MaxOcrPages is {MaxOcrPages}; it must not be negative."));
        if (MaxOcrTime <= TimeSpan.Zero || MaxOcrTime > TimeSpan.FromDays(1)) problems.Add($"MaxOcrTime is {MaxOcrTime}; it must be positive and at most one day.");
        if (MaxImagePixels < 1) problems.Add(FormattableString.Invariant($"MaxImagePixels is {MaxImagePixels}; it must be positive."));
        return problems;
    }
}
