namespace Groundwork.Documents;

/// <summary>How documents are read in processes of their own.</summary>
/// <param name="Command">Program and arguments that lead to <see cref="ReadingWorker.RunAsync"/> over standard input and output.</param>
public sealed record ReadingWorkerOptions(IReadOnlyList<string> Command)
{
    /// <summary>Most processes at once, 1..64. Default 2. They are started when first needed.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Longest time for one document. Default 120 seconds. A process that passes it is killed.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Most memory that objects of one process may take, in bytes, from 64 MiB. Default 1 GiB.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>A process that holds more than this after a document is replaced before the next one. Default 160 MiB.</summary>
    public long KeptBytes { get; init; } = 160L << 20;

    /// <summary>All problems with these values, in words; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Command is not { Count: > 0 }) problems.Add("Command is empty; it must name a program.");
        if (Workers is < 1 or > 64) problems.Add(FormattableString.Invariant($"Workers is {Workers}; it must lie in 1..64."));
        if (Deadline <= TimeSpan.Zero || Deadline > TimeSpan.FromDays(1)) problems.Add($"Deadline is {Deadline}; it must be positive and at most one day.");
        if (MemoryBytes < 64 << 20) problems.Add(FormattableString.Invariant($"MemoryBytes is {MemoryBytes}; it must be at least {64 << 20}."));
        if (KeptBytes < 0) problems.Add(FormattableString.Invariant($"KeptBytes is {KeptBytes}; it must not be negative."));
        return problems;
    }
}
