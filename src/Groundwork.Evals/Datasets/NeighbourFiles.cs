using System.Text;

namespace Groundwork.Evals.Datasets;

/// <summary>Texts that a file refers to: only within its folder, without links, and nothing that would have to be run.</summary>
/// <param name="path">The file that refers.</param>
internal sealed class NeighbourFiles(string path)
{
    private const string Scheme = "file://";
    private const int MostBytes = 4 << 20;

    private static readonly string[] s_texts = [".txt", ".md", ".json", ".yaml", ".yml", ".csv"];

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;

    public static bool IsReference(string text) => text.StartsWith(Scheme, StringComparison.Ordinal);

    /// <exception cref="FormatException">It may not be read, or cannot.</exception>
    public string Read(string reference)
    {
        var name = reference[Scheme.Length..];
        var shown = Storing.JsonMembers.Shorten(reference);
        if (name.Contains('\0', StringComparison.Ordinal)) throw new FormatException("a reference holds a null character");
        var full = Path.GetFullPath(Path.Combine(_folder, name));
        if (!full.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new FormatException($"\"{shown}\" lies outside the folder of the file, so it is not read");
        if (Array.IndexOf(s_texts, Path.GetExtension(full).ToLowerInvariant()) < 0) throw new FormatException($"\"{shown}\" is no text ({string.Join(", ", s_texts)}), so it is not read; programs are never run");
        for (var part = full; part.Length > _folder.Length; part = Path.GetDirectoryName(part)!)
            if (new FileInfo(part).LinkTarget is not null)
                throw new FormatException($"\"{shown}\" leads over a link, so it is not read");
        try
        {
            var file = new FileInfo(full);
            if (!file.Exists) throw new FormatException($"\"{shown}\" does not exist");
            if (file.Length > MostBytes) throw new FormatException(FormattableString.Invariant($"\"{shown}\" has {file.Length} bytes; the most are {MostBytes}"));
            return File.ReadAllText(full, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)).TrimEnd('\r', '\n');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new FormatException($"\"{shown}\" cannot be read: {problem.Message}", problem);
        }
    }
}
