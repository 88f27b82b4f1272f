using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Groundwork.Search.Directories;

/// <summary>Device and inode of an open file, compared with those of the file under a path. Linux only.</summary>
/// <remarks>statx(2): unlike stat, its structure is the same on every architecture and C library.</remarks>
internal sealed partial class FileIdentity
{
    private const int StructureBytes = 256;
    private const int RelativeToCurrent = -100;
    private const int EmptyPath = 0x1000;
    private const uint AskedInode = 0x100;
    private const int MaskAt = 0;
    private const int InodeAt = 32;
    private const int DeviceAt = 136;
    private readonly byte[] _path;
    private readonly ulong _inode;
    private readonly ulong _device;

    private FileIdentity(byte[] path, ulong inode, ulong device) => (_path, _inode, _device) = (path, inode, device);

    /// <summary>Whether the path names this very file.</summary>
    public bool IsStillAt => Ask(RelativeToCurrent, _path, 0) is { } found && found == (_inode, _device);

    /// <summary>The identity of an open file, or null where the system does not tell.</summary>
    public static FileIdentity? Of(SafeFileHandle handle, string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        try
        {
            return Ask((int)handle.DangerousGetHandle(), [0], EmptyPath) is { } found
                ? new FileIdentity(Encoding.UTF8.GetBytes(path + '\0'), found.Inode, found.Device)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than the call.
            return null;
        }
    }

    private static (ulong Inode, ulong Device)? Ask(int folder, byte[] path, int flags)
    {
        Span<byte> answer = stackalloc byte[StructureBytes];
        if (Statx(folder, path, flags, AskedInode, answer) != 0) return null;
        return (BinaryPrimitives.ReadUInt32LittleEndian(answer[MaskAt..]) & AskedInode) == 0
            ? null
            : (BinaryPrimitives.ReadUInt64LittleEndian(answer[InodeAt..]), BinaryPrimitives.ReadUInt64LittleEndian(answer[DeviceAt..]));
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int Statx(int folder, byte[] path, int flags, uint mask, Span<byte> answer);
}
