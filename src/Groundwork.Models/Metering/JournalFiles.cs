using System.Globalization;

namespace Groundwork.Models.Metering;

/// <summary>Names and bytes of journals, of this process or of others.</summary>
internal static class JournalFiles
{
    private const string LockEnding = ".lock";
    private const string FileEnding = ".journal";
    private const string DamagedEnding = ".damaged";
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>
    /// Names the time since the machine was started; empty where the system does not say. What a process wrote is whole as long as the machine
    /// runs, also after the process was killed; after that, lines that no flush had brought to the disk may be missing.
    /// </summary>
    public static string Boot { get; } = File.Exists(BootFile) ? File.ReadAllText(BootFile).Trim() : string.Empty;

    public static string LockOf(string directory, string instance) => Path.Combine(directory, instance + LockEnding);

    public static string FileOf(string directory, string instance, long number) => Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{instance}.{number}{FileEnding}"));

    /// <summary>Every process that has a journal here.</summary>
    public static IReadOnlyList<string> Instances(string directory) =>
        [.. Directory.EnumerateFiles(directory, "*" + LockEnding).Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    /// <summary>The lock of a process that is gone; null while it lives.</summary>
    public static FileStream? TakeLock(string directory, string instance)
    {
        try
        {
            return new FileStream(LockOf(directory, instance), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether a lock was made since the machine was started.</summary>
    public static bool IsOfThisBoot(FileStream taken)
    {
        using var reader = new StreamReader(taken, leaveOpen: true);
        return Boot.Length > 0 && string.Equals(reader.ReadToEnd(), Boot, StringComparison.Ordinal);
    }

    /// <summary>Puts a damaged file aside, for people to look at.</summary>
    /// <returns>Where it is now.</returns>
    public static string PutAside(string path)
    {
        File.Move(path, path + DamagedEnding, overwrite: true);
        return path + DamagedEnding;
    }

    /// <summary>Whether a damaged file of a process was put aside.</summary>
    public static bool HasDamaged(string directory, string instance) => Directory.EnumerateFiles(directory, $"{instance}.*{FileEnding}{DamagedEnding}").Any();

    /// <summary>Number of the last file; 0 for none.</summary>
    public static long LastFile(string directory, string instance)
    {
        var last = 0L;
        foreach (var path in Directory.EnumerateFiles(directory, $"{instance}.*{FileEnding}"))
        {
            var number = Path.GetFileName(path.AsSpan())[(instance.Length + 1)..^FileEnding.Length];
            if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) last = Math.Max(last, value);
        }

        return last;
    }

    /// <summary>Removes the journal of a process that was booked to its end; the lock stays.</summary>
    public static void Remove(string directory, string instance)
    {
        for (var number = LastFile(directory, instance); number >= 1; number--) File.Delete(FileOf(directory, instance, number));
    }

    /// <summary>Whole lines of one file from an offset on.</summary>
    /// <param name="path">The file; a missing one has no lines.</param>
    /// <param name="offset">Where to begin.</param>
    /// <param name="end">Where to stop, when the file is being written; null for its end.</param>
    /// <param name="limit">Most lines.</param>
    /// <returns>The lines, and the offset behind them. What follows is another call's, torn, or damaged.</returns>
    public static (List<SpendingEvent> Lines, long Offset) Read(string path, long offset, long? end, int limit)
    {
        var lines = new List<SpendingEvent>();
        if (!File.Exists(path)) return (lines, offset);
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var last = end ?? RandomAccess.GetLength(file);
        var bytes = new byte[(int)Math.Clamp(last - offset, 0, 4L << 20)];
        var read = ReadAll(file, bytes, offset);
        var at = 0;
        while (lines.Count < limit && JournalCodec.Read(bytes.AsSpan(at, read - at)) is { } next)
        {
            lines.Add(next.Line);
            at += next.Bytes;
        }

        return (lines, offset + at);
    }

    private static int ReadAll(Microsoft.Win32.SafeHandles.SafeFileHandle file, byte[] bytes, long offset)
    {
        var read = 0;
        while (read < bytes.Length)
        {
            var got = RandomAccess.Read(file, bytes.AsSpan(read), offset + read);
            if (got == 0) break;
            read += got;
        }

        return read;
    }
}
