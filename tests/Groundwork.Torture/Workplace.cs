using System.Globalization;

namespace Groundwork.Torture;

/// <summary>A temporary folder of its own.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly bool _keepsFiles;

    public Workplace(bool keepsFiles)
    {
        _keepsFiles = keepsFiles;
        Root = Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"groundwork-torture-{Environment.ProcessId}-")).FullName;
    }

    public string Root { get; }

    public string Folder(string name)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>A fresh copy of a folder under a new name; an earlier one of that name goes.</summary>
    public string CopyOf(string folder, string name)
    {
        var target = Path.Combine(Root, name);
        if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
        Copy(folder, target);
        return target;
    }

    public static void Copy(string folder, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var child in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(target, Path.GetRelativePath(folder, child)));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(target, Path.GetRelativePath(folder, file)), overwrite: true);
    }

    public void Dispose()
    {
        if (_keepsFiles) Console.Error.WriteLine($"The files are in {Root}");
        else Directory.Delete(Root, recursive: true);
    }
}
