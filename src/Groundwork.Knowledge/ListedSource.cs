using Groundwork.Sources;

namespace Groundwork.Knowledge;

/// <summary>A source with its listing, so that one listing can be compared first and ingested then.</summary>
public sealed class ListedSource : ISource
{
    private readonly ISource _source;
    private readonly Func<string, bool> _covers;
    private readonly List<SourceItem> _items;

    internal ListedSource(string name, ISource source, Func<string, bool> covers, List<SourceItem> items) => (Name, _source, _covers, _items) = (name, source, covers, items);

    /// <summary>Its name in the collection.</summary>
    public string Name { get; }

    /// <summary>What it lists.</summary>
    public IReadOnlyList<SourceItem> Items => _items;

    /// <inheritdoc/>
    public string Kind => _source.Kind;

    /// <inheritdoc/>
    public string Identity => _source.Identity;

    /// <summary>True for a path that the source covers, or covered by earlier rules and no other source does now.</summary>
    public bool Covers(string path) => _covers(path);

    /// <summary>The listing that was made; what is known now changes nothing about it.</summary>
    public IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken) => _items.ToAsyncEnumerable();
}
