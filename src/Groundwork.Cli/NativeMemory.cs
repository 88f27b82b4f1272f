using System.Runtime.InteropServices;

namespace Groundwork.Cli;

/// <summary>How the C library keeps the memory of the database and the runtime.</summary>
internal static partial class NativeMemory
{
    // malloc.h of the GNU C library.
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;
    private const int ArenaMax = -8;

    private const int LargeBytes = 128 << 10;

    /// <summary>
    /// Blocks from 128 KiB on go back to the system when they are freed, and threads share one heap. By default every thread gets its own, which keeps
    /// what a large document once needed: 58 MB at worst instead of 24 in an ingestion. Other C libraries are left as they are.
    /// </summary>
    public static void KeepSmall()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = Set(ArenaMax, 1);
            _ = Set(MapThreshold, LargeBytes);
            _ = Set(TrimThreshold, LargeBytes);
        }
        catch (EntryPointNotFoundException)
        {
            return;
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}
