using Groundwork.Language;

namespace Groundwork.Sources.Web;

/// <summary>Pages of the newest listing of one source, on disk until they are read: a listing holds none of them in memory.</summary>
internal sealed class PageSpool(string folder, string identity)
{
    private readonly string _folder = Path.Combine(folder, ContentHash.OfText(identity).Short(16));

    /// <summary>Removes the pages of earlier listings.</summary>
    public void Clear()
    {
        try
        {
            if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
            Directory.CreateDirectory(_folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Folders.LocalPath.Problem(_folder, "prepared for pages", failure);
        }
    }

    /// <summary>Puts a page down.</summary>
    public async Task PutAsync(string path, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllBytesAsync(FileOf(path), body, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Folders.LocalPath.Problem(_folder, "written to", failure);
        }
    }

    /// <summary>Opens a page; null when another listing has cleared it away. The caller disposes it.</summary>
    public Stream? TryOpen(string path)
    {
        try
        {
            return new FileStream(FileOf(path), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string FileOf(string path) => Path.Combine(_folder, ContentHash.OfText(path).Hex);
}
