namespace Groundwork.Sources.Folders;

/// <summary>A folder that is being walked.</summary>
/// <param name="path">Its path as listed.</param>
/// <param name="relative">The same below the root, with a slash at its end; empty for the root.</param>
/// <param name="real">Its path without links, once a link was followed on the way; null before.</param>
/// <param name="entries">Its names, in order.</param>
internal sealed class FolderFrame(string path, string relative, string? real, FolderEntry[] entries)
{
    private int _next;

    public string Path { get; } = path;

    public string Relative { get; } = relative;

    public string? Real { get; } = real;

    /// <summary>The next name.</summary>
    public bool TryNext(out FolderEntry entry)
    {
        entry = _next < entries.Length ? entries[_next] : default;
        return _next++ < entries.Length;
    }
}
