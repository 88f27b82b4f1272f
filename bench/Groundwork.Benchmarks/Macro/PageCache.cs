using System.Runtime.InteropServices;

namespace Groundwork.Benchmarks.Macro;

/// <summary>Asks the system to forget the files of a folder, so that the next read comes from the disk. Linux only; elsewhere nothing happens.</summary>
internal static partial class PageCache
{
    private const int DontNeed = 4;

    public static void Evict(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var handle = File.OpenHandle(file);
            RandomAccess.FlushToDisk(handle);
            if (Advise((int)handle.DangerousGetHandle(), 0, 0, DontNeed) != 0) throw new IOException($"The system would not forget \"{file}\".");
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(int descriptor, long offset, long length, int advice);
}
