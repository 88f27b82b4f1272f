using System.Runtime.InteropServices;

namespace Groundwork.Search.Writing;

/// <summary>Lets a thread stand behind those that somebody waits for.</summary>
internal static partial class BackgroundPriority
{
    private const int OfProcess = 0;

    // About a third of the share of an ordinary thread where there are more threads than cores.
    private const int Niceness = 5;

    /// <summary>Takes the calling thread back. Where the system refuses, it stays as it is.</summary>
    public static void Take()
    {
        // The runtime maps priorities to nothing on Linux, where niceness belongs to a thread; number 0 is the one that calls.
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfProcess, 0, Niceness);
        else Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int niceness);
}
