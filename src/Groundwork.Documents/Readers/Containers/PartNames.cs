using Groundwork.Documents.Canonical;
using Groundwork.Language;

namespace Groundwork.Documents.Readers.Containers;

/// <summary>Names of parts: which are safe, which are junk, and the ids made of them.</summary>
internal sealed class PartNames(SourceInfo container)
{
    // An id has at most 1,024 characters; a few are left for what tells two of the same name apart.
    private const int LongestId = 1000;

    /// <summary>Stands between the id of a container and the name of a part.</summary>
    public const string Between = "!/";

    private static readonly string[] s_junk = ["__MACOSX", "Thumbs.db", "desktop.ini"];

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>A relative name with forward slashes, without control and direction characters; null when it leads outside its container.</summary>
    public static string? Safe(string name)
    {
        var clean = new string([.. CanonicalText.Clean(name).Where(c => !IsUnseen(c))]).Replace('\\', '/');
        if (clean.StartsWith('/') || (clean.Length > 1 && clean[1] == ':' && char.IsAsciiLetter(clean[0]))) return null;
        var steps = clean.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (Array.IndexOf(steps, "..") >= 0) return null;
        return string.Join('/', steps.Where(step => step is not "."));
    }

    /// <summary>Entries that systems leave behind and nobody means: hidden files, folder settings, resource forks.</summary>
    public static bool IsJunk(string safeName) =>
        safeName.Split('/').Any(step => step.StartsWith('.') || s_junk.Contains(step, StringComparer.OrdinalIgnoreCase));

    /// <summary>A printable form of any name, for messages.</summary>
    public static string Shown(string name)
    {
        var shown = new string([.. CanonicalText.Clean(name).Where(c => !IsUnseen(c)).Take(200)]);
        return shown.Length == 0 ? "(no name)" : shown;
    }

    /// <summary>The description of a part, with an id of its own: the second of the same name gets <c>~2</c>.</summary>
    public SourceInfo Describe(string safeName, string mediaType)
    {
        var count = _seen[safeName] = _seen.GetValueOrDefault(safeName) + 1;
        var own = count == 1 ? safeName : FormattableString.Invariant($"{safeName}~{count}");
        return DescribeOnly(safeName, mediaType) with { Id = Joined(container.Id, own) };
    }

    /// <summary>The description of a part whose name is known to be its own.</summary>
    public SourceInfo DescribeOnly(string safeName, string mediaType) =>
        container with { Id = Joined(container.Id, safeName), MediaType = mediaType, PartName = safeName, Title = null, Vector = null, FirstLine = 1, OnOneLine = false, Notes = [] };

    /// <summary>The id of a part inside a container, kept within the longest id.</summary>
    public static DocumentId Joined(DocumentId container, string own)
    {
        var id = container.Value + Between + own;
        if (id.Length <= LongestId) return new DocumentId(id);
        var from = id.Length - LongestId;
        if (char.IsLowSurrogate(id[from])) from++;
        return new DocumentId($"{ContentHash.OfText(id).Short(8)}~{id[from..]}");
    }

    // Direction marks make "exe.txt" of "txt.exe"; none of these is ever seen.
    private static bool IsUnseen(char c) => char.IsControl(c) || c is >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFEFF';
}
