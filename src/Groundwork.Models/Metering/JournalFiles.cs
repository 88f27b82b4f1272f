using System.Globalization;

namespace Groundwork.Models.Metering;

/// <summary>Names and bytes of journals, of this process or of others.</summary>
internal static class JournalFiles
{
    private const string LockEnding = ".lock";
    private const string FileEnding = ".journal";

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
