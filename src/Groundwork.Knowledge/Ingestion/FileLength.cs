namespace Groundwork.Knowledge.Ingestion;

/// <summary>Length of a file, through links.</summary>
internal static class FileLength
{
    /// <summary>Bytes; 0 for what is no ordinary file.</summary>
    /// <exception cref="IOException">There is no such file, or a link leads nowhere or in a circle.</exception>
    public static long Of(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is { } target) file = new FileInfo(target.FullName);
        return file.Length;
    }
}
