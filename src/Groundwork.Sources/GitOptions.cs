namespace Groundwork.Sources;

/// <summary>What is taken from a git repository.</summary>
public sealed record GitOptions
{
    /// <summary>A commit: a branch, a tag, a hash, or <c>HEAD</c>. For a remote repository a branch, a tag or a whole hash.</summary>
    public string Revision { get; init; } = "HEAD";

    /// <summary>Patterns of what is listed, as for <see cref="FolderOptions"/>; none means everything.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of what is left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Larger files are skipped, with a reason; bytes.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>True when the host of a remote repository may have a private or loopback address.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Time for bringing a remote repository up to date.</summary>
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time for any other call of git.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
