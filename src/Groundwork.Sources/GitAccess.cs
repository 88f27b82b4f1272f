using System.Net;

namespace Groundwork.Sources;

/// <summary>The git program, and where it keeps copies of remote repositories.</summary>
/// <param name="time">Clock for limits.</param>
/// <param name="cacheFolder">Folder for copies; made when needed. One copy for each remote repository.</param>
public sealed class GitAccess(TimeProvider time, string cacheFolder)
{
    /// <summary>Clock for limits.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Folder for copies.</summary>
    public string CacheFolder { get; } = cacheFolder;

    /// <summary>Name or path of the program.</summary>
    public string Program { get; init; } = "git";

    /// <summary>Addresses of a host; one that is permitted is handed to git, which asks no other.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> ResolveAsync { get; init; } = Dns.GetHostAddressesAsync;
}
