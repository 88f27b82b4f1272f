using System.Runtime.InteropServices;

namespace Groundwork.Search.Directories;

/// <summary>Tells the system how mapped pages will be used. It only makes reading faster, so a system that refuses, or has no such call, is fine.</summary>
internal static unsafe partial class PageAdvice
{
    private const int Random = 1;
    private const int Sequential = 2;
    private const int WillNeed = 3;
    private const int DontNeed = 4;

    /// <summary>Pages are needed here and there: one that is missing is read alone, not with megabytes of neighbours.</summary>
    public static void Scattered(byte* start, long length) => Give(start, length, Random);

    /// <summary>Pages are needed in their order.</summary>
    public static void InOrder(byte* start, long length) => Give(start, length, Sequential);

    /// <summary>Pages are needed soon.</summary>
    public static void Soon(byte* start, long length) => Give(start, length, WillNeed);

    /// <summary>Pages leave the process, whose mapping must be of a file and for reading alone; the system keeps them as long as it has room.</summary>
    public static void Unneeded(byte* start, long length) => Give(start, length, DontNeed);

    private static void Give(byte* start, long length, int advice)
    {
        if (length <= 0 || !(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())) return;
        var before = (nint)start % Environment.SystemPageSize;
        _ = Advise(start - before, (nuint)(length + before), advice);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* start, nuint length, int advice);
}
