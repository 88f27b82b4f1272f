using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Groundwork.Search.Directories;

/// <summary>Makes the names in a folder durable. On Windows the file system journals them itself and there is nothing to do.</summary>
internal sealed partial class FolderSync(string path)
{
    private const int ReadOnly = 0;

    /// <summary>Waits until every rename and deletion done so far in the folder would survive a power loss.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public void Flush()
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = OpenFolder(path, ReadOnly);
        if (descriptor < 0) throw Refused("open");
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (FlushDescriptor(descriptor) != 0) throw Refused("flush");
    }

    private IOException Refused(string what) =>
        new($"The system could not {what} the folder \"{path}\" (error {Marshal.GetLastPInvokeError()}), so its files may not survive a power loss.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushDescriptor(int descriptor);
}
