using System.Globalization;
using System.Text;

namespace Groundwork.Sources.Git;

/// <summary>A line of a tree.</summary>
/// <param name="Mode">What it is: a file, a link (120000), a submodule (160000).</param>
/// <param name="Blob">Hash of its content.</param>
/// <param name="Bytes">Length of its content; 0 for a submodule.</param>
/// <param name="Path">Path in the repository; bytes that are no UTF-8 are replaced.</param>
internal sealed record GitEntry(string Mode, string Blob, long Bytes, string Path)
{
    /// <summary>True for a symbolic link.</summary>
    public bool IsLink => Mode is "120000";

    /// <summary>True for another repository inside this one.</summary>
    public bool IsSubmodule => Mode is "160000";

    /// <summary>Reads <c>MODE TYPE HASH LENGTH TAB PATH</c>, as <c>git ls-tree -r -z -l</c> prints it; null for anything else.</summary>
    public static GitEntry? Parse(ReadOnlySpan<byte> line)
    {
        var tab = line.IndexOf((byte)'\t');
        if (tab < 0) return null;
        var words = Encoding.ASCII.GetString(line[..tab]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 4) return null;
        _ = long.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes);
        return new GitEntry(words[0], words[2], bytes, Encoding.UTF8.GetString(line[(tab + 1)..]));
    }
}
