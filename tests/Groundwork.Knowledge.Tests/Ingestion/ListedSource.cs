using Groundwork.Sources;

namespace Groundwork.Knowledge.Tests.Ingestion;

/// <summary>A source that lists what the test puts into it.</summary>
internal sealed class ListedSource : ISource
{
    public List<SourceItem> Items { get; } = [];

    /// <summary>The versions that it was handed at the last listing.</summary>
    public IReadOnlyDictionary<string, string> Known { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Paths that were opened, in order.</summary>
    public List<string> Opened { get; } = [];

    public string Kind => "listed";

    public string Identity => "listed:test";

    public bool Covers(string path) => path.StartsWith("listed:", StringComparison.Ordinal);

    public IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        Known = known;
        return Items.ToAsyncEnumerable();
    }

    public SourceItem.Present Put(string name, string text, string? version = null, Func<SourceException?>? problem = null)
    {
        var path = $"listed:{name}";
        Items.RemoveAll(i => string.Equals(i.Path, path, StringComparison.Ordinal));
        var item = new SourceItem.Present(path, name, _ =>
        {
            lock (Opened) Opened.Add(name);
            return problem?.Invoke() is { } failure ? throw failure : ValueTask.FromResult<Stream>(new Unseekable(System.Text.Encoding.UTF8.GetBytes(text)));
        })
        {
            Version = version,
        };
        Items.Add(item);
        return item;
    }

    // What comes over a network cannot be read twice.
    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override bool CanSeek => false;
    }
}
