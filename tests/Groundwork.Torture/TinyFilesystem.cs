using System.Diagnostics;
using System.Globalization;

namespace Groundwork.Torture;

/// <summary>A filesystem of a few megabytes in memory. Needs root on Linux.</summary>
internal sealed class TinyFilesystem : IDisposable
{
    private readonly string _path;

    private TinyFilesystem(string path) => _path = path;

    /// <returns>Null where none can be made.</returns>
    public static TinyFilesystem? Mount(string path, int kilobytes)
    {
        Directory.CreateDirectory(path);
        return OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", Size(kilobytes), "tmpfs", path) ? new TinyFilesystem(path) : null;
    }

    public bool Resize(int kilobytes) => Run("mount", "-o", "remount," + Size(kilobytes), _path);

    public void Dispose() => Run("umount", _path);

    private static string Size(int kilobytes) => string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k");

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
