using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Groundwork.Sources.Folders;

/// <summary>What the system says of a file at one moment; two equal states mean that nothing was written in between.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="WrittenAt">Time of the last writing, in units of the system; only to be compared.</param>
/// <param name="Inode">Number of the file on its device; 0 where the system does not tell.</param>
/// <param name="Device">The device; 0 where the system does not tell.</param>
/// <remarks>On Linux statx(2): unlike stat, its structure is the same on every architecture and C library, and unlike .NET it tells pipes and devices from files.</remarks>
internal readonly partial record struct FileState(FileKind Kind, long Bytes, long WrittenAt, ulong Inode, ulong Device)
{
    private const int StructureBytes = 256;
    private const int RelativeToCurrent = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint AskedTypeTimeInodeSize = 0x1 | 0x40 | 0x100 | 0x200;
    private const int ModeAt = 28;
    private const int InodeAt = 32;
    private const int SizeAt = 40;
    private const int WrittenSecondsAt = 112;
    private const int WrittenNanosecondsAt = 120;
    private const int DeviceAt = 136;
    private const int TypeBits = 0xF000;

    private const int NoPermission = 1;
    private const int NoEntry = 2;
    private const int NoAccess = 13;
    private const int NoFolder = 20;

    /// <summary>The state of what lies under a path; null when there is nothing.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be looked at.</exception>
    /// <exception cref="IOException">It cannot be looked at: a circle of links, a path that is too long, a disk that fails.</exception>
    public static FileState? Of(string path, bool throughLinks)
    {
        if (!OperatingSystem.IsLinux()) return Portable(path, throughLinks);
        Span<byte> answer = stackalloc byte[StructureBytes];
        var failed = Statx(RelativeToCurrent, Encoding.UTF8.GetBytes(path + '\0'), throughLinks ? 0 : NoFollow, AskedTypeTimeInodeSize, answer) != 0;
        return failed ? Missing(Marshal.GetLastPInvokeError()) : Read(answer);
    }

    /// <summary>The state of an open file.</summary>
    /// <exception cref="IOException">The system does not tell.</exception>
    public static FileState Of(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux()) return new FileState(FileKind.File, RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle).Ticks, 0, 0);
        Span<byte> answer = stackalloc byte[StructureBytes];
        var failed = Statx((int)handle.DangerousGetHandle(), [0], EmptyPath, AskedTypeTimeInodeSize, answer) != 0;
        return failed ? throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())) : Read(answer);
    }

    private static FileState? Missing(int error) => error switch
    {
        NoEntry or NoFolder => null,
        NoAccess or NoPermission => throw new UnauthorizedAccessException(Marshal.GetPInvokeErrorMessage(error)),
        _ => throw new IOException(Marshal.GetPInvokeErrorMessage(error)),
    };

    private static FileState Read(ReadOnlySpan<byte> answer) => new(
        KindOf(MemoryMarshal.Read<ushort>(answer[ModeAt..])),
        MemoryMarshal.Read<long>(answer[SizeAt..]),
        MemoryMarshal.Read<long>(answer[WrittenSecondsAt..]) * 1_000_000_000 + MemoryMarshal.Read<uint>(answer[WrittenNanosecondsAt..]),
        MemoryMarshal.Read<ulong>(answer[InodeAt..]),
        MemoryMarshal.Read<ulong>(answer[DeviceAt..]));

    private static FileKind KindOf(int mode) => (mode & TypeBits) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Folder,
        0xA000 => FileKind.Link,
        0x1000 => FileKind.Pipe,
        0xC000 => FileKind.Socket,
        _ => FileKind.Device,
    };

    private static FileState? Portable(string path, bool throughLinks)
    {
        FileSystemInfo info = new FileInfo(path);
        if (info.LinkTarget is not null)
        {
            if (!throughLinks) return new FileState(FileKind.Link, 0, info.LastWriteTimeUtc.Ticks, 0, 0);
            if (info.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true } target) return null;
            info = target;
        }

        if (Directory.Exists(info.FullName)) return new FileState(FileKind.Folder, 0, info.LastWriteTimeUtc.Ticks, 0, 0);
        var file = new FileInfo(info.FullName);
        return file.Exists ? new FileState(FileKind.File, file.Length, file.LastWriteTimeUtc.Ticks, 0, 0) : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Statx(int folder, byte[] path, int flags, uint mask, Span<byte> answer);
}
