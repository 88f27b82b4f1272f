using Groundwork.Sources;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>What all sources of an ingestion list.</summary>
internal sealed class Listing
{
    private readonly Dictionary<string, SourceItem> _byPath = new(StringComparer.Ordinal);
    private readonly List<ISource> _sources = [];

    /// <summary>Something to look into, in the order of the sources.</summary>
    public List<SourceItem.Present> Present { get; } = [];

    /// <summary>Known and as it was, says its source.</summary>
    public List<SourceItem.Unchanged> Unchanged { get; } = [];

    /// <summary>Left out on purpose.</summary>
    public List<SourceItem.Skipped> Skipped { get; } = [];

    /// <summary>Out of reach now.</summary>
    public List<SourceItem.Unavailable> Unavailable { get; } = [];

    /// <summary>Lists everything. Of a path that several sources list, the first counts.</summary>
    /// <exception cref="SourceException">A source cannot be listed.</exception>
    public static async ValueTask<Listing> OfAsync(
        IReadOnlyList<ISource> sources, Dictionary<string, KnownFile> catalog, string reading, bool retriesFailed, CancellationToken cancellationToken)
    {
        var listing = new Listing();
        foreach (var source in sources)
        {
            listing._sources.Add(source);
            var versions = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (path, known) in catalog)
                if (known.Version is { } version && string.Equals(known.Reading, reading, StringComparison.Ordinal) && !MustRead(known, retriesFailed) && source.Covers(path))
                    versions.Add(path, version);
            await foreach (var item in source.ListAsync(versions, cancellationToken)) listing.Add(item);
        }

        return listing;
    }

    /// <summary>True for a file that is read again whether or not it is the same.</summary>
    public static bool MustRead(KnownFile known, bool retriesFailed) => known.Problems.Exists(p => retriesFailed || p.MayHealByItself);

    /// <summary>True for a path that a source covers and that is neither listed nor hidden.</summary>
    public bool IsGone(string path) =>
        !_byPath.ContainsKey(path) && _sources.Exists(s => s.Covers(path) || IsGoneFrom(s, path))
        && !Unavailable.Exists(u => u.HidesBelow && path.StartsWith(u.Path, StringComparison.Ordinal));

    // A file that was named earlier and that its folder does not cover (its name starts with a dot, a link leads to it) lives until it is removed.
    private static bool IsGoneFrom(ISource source, string path) =>
        source is FolderSource folder && path.StartsWith(Path.TrimEndingDirectorySeparator(folder.Folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.Exists(path);

    /// <summary>True for a path that is listed.</summary>
    public bool Holds(string path) => _byPath.ContainsKey(path);

    /// <summary>Adds a file that an earlier ingestion left unread.</summary>
    public void AddLeft(SourceItem.Present item) => Add(item);

    private void Add(SourceItem item)
    {
        // What one source leaves out on purpose, another may list.
        if (_byPath.TryGetValue(item.Path, out var earlier))
        {
            if (earlier is not SourceItem.Skipped || item is SourceItem.Skipped) return;
            Skipped.RemoveAll(s => string.Equals(s.Path, item.Path, StringComparison.Ordinal));
        }

        _byPath[item.Path] = item;
        switch (item)
        {
            case SourceItem.Present present: Present.Add(present); break;
            case SourceItem.Unchanged unchanged: Unchanged.Add(unchanged); break;
            case SourceItem.Skipped skipped: Skipped.Add(skipped); break;
            case SourceItem.Unavailable unavailable: Unavailable.Add(unavailable); break;
        }
    }
}
