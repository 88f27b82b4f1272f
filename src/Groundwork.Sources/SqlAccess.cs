namespace Groundwork.Sources;

/// <summary>What a SQL source needs beside its query.</summary>
/// <param name="time">Clock for limits.</param>
/// <param name="spoolFolder">Folder for rows of the newest listing; made when needed.</param>
/// <param name="secret">The value of an environment variable; null when there is none.</param>
public sealed class SqlAccess(TimeProvider time, string spoolFolder, Func<string, string?> secret)
{
    /// <summary>Clock for limits.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Folder for rows of the newest listing.</summary>
    public string SpoolFolder { get; } = spoolFolder;

    /// <summary>The value of an environment variable; null when there is none.</summary>
    public Func<string, string?> Secret { get; } = secret;
}
