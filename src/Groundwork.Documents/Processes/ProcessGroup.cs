using System.Runtime.InteropServices;

namespace Groundwork.Documents.Processes;

/// <summary>Kills a whole process group: also grandchildren whose parent has ended, which no walk through the process tree finds.</summary>
internal static partial class ProcessGroup
{
    private const int Killed = 9;

    /// <summary>Kills every process of the group that <paramref name="leader"/> leads; does nothing when it leads none.</summary>
    public static void Kill(int leader)
    {
        if (!OperatingSystem.IsWindows() && leader > 1) _ = Send(-leader, Killed);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int processOrGroup, int signal);
}
