namespace Groundwork.Sources;

/// <summary>One thing that a source lists. A closed set.</summary>
/// <param name="Path">Where it lies, unique over all sources: a full file path, an address, <c>git:REPOSITORY/PATH</c>, <c>sql:NAME/KEY</c>.</param>
public abstract record SourceItem(string Path)
{
    /// <summary>Something to read, if its bytes are not the ones that were read before.</summary>
    /// <param name="Path">Where it lies.</param>
    /// <param name="Name">Short name below its source with <c>/</c>; becomes the document's id and tells its format.</param>
    /// <param name="OpenAsync">Opens its bytes. The caller disposes the stream. Throws <see cref="SourceException"/>.</param>
    public sealed record Present(string Path, string Name, Func<CancellationToken, ValueTask<Stream>> OpenAsync) : SourceItem(Path)
    {
        /// <summary>What the source calls this state of it, like an ETag or a blob id; null where only the bytes tell.</summary>
        public string? Version { get; init; }

        /// <summary>Its length in bytes, where it is known without opening.</summary>
        public long? Bytes { get; init; }

        /// <summary>Its media type where the source says so; null to tell by name and first bytes.</summary>
        public string? MediaType { get; init; }

        /// <summary>True when a person named this very thing, so that leaving it out needs to be said.</summary>
        public bool IsNamed { get; init; }

        /// <summary>Values to filter by that the source knows, like a commit's author. Names are lower case.</summary>
        public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>Still there and still as it was at the version that was handed in.</summary>
    public sealed record Unchanged(string Path) : SourceItem(Path);

    /// <summary>Left out on purpose: a glob, robots.txt, a link that is not followed.</summary>
    /// <param name="Path">Where it lies.</param>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Skipped(string Path, string Reason) : SourceItem(Path);

    /// <summary>It cannot be listed or reached now. What was made of it earlier stays.</summary>
    /// <param name="Path">Where it lies.</param>
    /// <param name="Problem">Why, and what to do.</param>
    /// <param name="HidesBelow">True when other things lie behind it: nothing whose path starts with <paramref name="Path"/> may be taken for gone.</param>
    public sealed record Unavailable(string Path, SourceException Problem, bool HidesBelow = false) : SourceItem(Path);
}
