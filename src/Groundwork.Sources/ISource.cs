namespace Groundwork.Sources;

/// <summary>A place that documents come from: a folder, a web site, a git repository, the rows of a query.</summary>
/// <remarks>It lists and opens; it knows nothing of documents, chunks or what was made of them. Listing changes nothing anywhere.</remarks>
public interface ISource
{
    /// <summary>What kind of place it is, one lower-case word: "folder", "web", "git", "sql".</summary>
    string Kind { get; }

    /// <summary>Names the place and the rules by which it is read, without secrets. The same in every run.</summary>
    string Identity { get; }

    /// <summary>True for a path that this source would list if it existed. What it covers and does not list is gone.</summary>
    bool Covers(string path);

    /// <summary>What lies there now, in an order that is the same for the same content. Each path once.</summary>
    /// <param name="known">The version of each covered path at its last successful reading, as this source gave it then.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <exception cref="SourceException">The place as a whole cannot be listed. Nothing may be taken for gone then.</exception>
    IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken);
}
