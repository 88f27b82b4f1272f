using Groundwork.Language;

namespace Groundwork.Documents;

/// <summary>What is known about a source before it is read.</summary>
/// <param name="Id">The document it becomes.</param>
/// <param name="Path">Where it lies, for people: a file path; for a part of a container the container's path.</param>
/// <param name="MediaType">Like <c>text/markdown</c>; decides the reader.</param>
/// <param name="Title">Title given from outside; null lets the reader find one in the text.</param>
/// <param name="Language">Language given from outside; null lets the reader detect it.</param>
/// <param name="Metadata">Further named values given from outside, for filters. Names are lower case.</param>
/// <param name="FirstLine">Line of the container at which this part starts, 1 for a whole file.</param>
/// <param name="OnOneLine">The part stands on one line of its container, so every place in it has that line.</param>
/// <param name="Vector">The vector that came with it; null for none.</param>
public sealed record SourceInfo(
    DocumentId Id,
    string Path,
    string MediaType,
    string? Title = null,
    LanguageCode? Language = null,
    IReadOnlyDictionary<string, MetadataValue>? Metadata = null,
    int FirstLine = 1,
    bool OnOneLine = false,
    GivenVector? Vector = null)
{
    /// <summary>Name of a part inside its container, with folders and ending; null for a whole file and for what has no name of its own.</summary>
    public string? PartName { get; init; }

    /// <summary>What was found out while the part was taken out of its container. The document carries these notes on.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The last name on the way to it, with its ending: the part's name, else the file's.</summary>
    public string FileName => System.IO.Path.GetFileName(PartName ?? Path);
}
