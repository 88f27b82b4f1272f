namespace Groundwork.Sources;

/// <summary>Which files of a folder are listed.</summary>
/// <remarks>
/// Patterns are those of a <c>.gitignore</c>: <c>*</c> and <c>?</c> stay within one name, <c>**</c> crosses folders, <c>[a-z]</c> and <c>[!a-z]</c> are
/// classes, <c>\</c> takes the next character as it is. A pattern with a slash before its end starts at the folder itself, one without matches at any depth,
/// one that ends with a slash matches folders only. A pattern that matches a folder matches everything below it. Letters match in their own case, on every system.
/// </remarks>
public sealed record FolderOptions
{
    /// <summary>Patterns of what is listed; none means everything.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of what is left out; they win over <see cref="Include"/>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>What is done with symbolic links.</summary>
    public LinkPolicy Links { get; init; } = LinkPolicy.Files;

    /// <summary>True when a link may lead out of the folder. By default such a link is skipped, with a reason.</summary>
    public bool MayLeave { get; init; }

    /// <summary>Larger files are skipped, with a reason; bytes, at least 0. Null for no limit.</summary>
    public long? MaxBytes { get; init; }
}
