namespace Groundwork.Sources;

/// <summary>What is taken from the web, and how patiently.</summary>
public sealed record WebOptions
{
    /// <summary>Patterns over the path of an address, below where the source starts; as for <see cref="FolderOptions"/>. None means everything.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of what is left out, and not looked into for links either.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>True when the hosts that the source names may have private or loopback addresses. No other host may, nor may any be link-local, multicast or reserved.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Most addresses asked for in one listing, at least 1.</summary>
    public int MaxPages { get; init; } = 10_000;

    /// <summary>Most links from the start to a page; 0 takes the start alone.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>Most bytes of one page, counted while it arrives and after decompression.</summary>
    public long MaxBytes { get; init; } = 32L << 20;

    /// <summary>Time between two requests to one host; a longer one in its robots.txt wins.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time for a connection, with the look-up of the name.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time until the headers of an answer are there.</summary>
    public TimeSpan FirstByteTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for one whole answer, however steadily it drips.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A server that asks to be left alone for longer than this is not asked again in this listing.</summary>
    public TimeSpan MaxRetryWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (MaxPages < 1) problems.Add(FormattableString.Invariant($"At least 1 page has to be taken, not {MaxPages}."));
        if (MaxDepth < 0) problems.Add(FormattableString.Invariant($"A depth is at least 0, not {MaxDepth}."));
        if (MaxBytes is < 1 or > int.MaxValue) problems.Add(FormattableString.Invariant($"A page has between 1 and {int.MaxValue} bytes, not {MaxBytes}."));
        if (Delay < TimeSpan.Zero || Delay > TimeSpan.FromHours(1)) problems.Add($"The delay between requests lies between nothing and an hour, not {Delay}.");
        foreach (var (name, limit) in new[] { ("connecting", ConnectTimeout), ("the first byte", FirstByteTimeout), ("a whole answer", TotalTimeout) })
            if (limit <= TimeSpan.Zero || limit > TimeSpan.FromDays(1)) problems.Add($"The time for {name} lies between nothing and a day, not {limit}.");
        return problems;
    }
}
