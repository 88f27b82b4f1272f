using Groundwork.Sources.Web;

namespace Groundwork.Sources;

/// <summary>Pages that a person named one by one. Their links are not followed; redirects are, and the page keeps the address it was named by.</summary>
public sealed class UrlListSource : ISource
{
    private readonly WebAccess _access;
    private readonly WebOptions _options;
    private readonly CrawlPlan _plan;
    private readonly HashSet<string> _addresses;

    /// <param name="addresses">At least one; http or https.</param>
    /// <param name="options">How they are fetched; patterns, depth and number of pages are without meaning here.</param>
    /// <param name="access">The way into the network.</param>
    /// <exception cref="SourceException">An address or an option cannot be used.</exception>
    public UrlListSource(IReadOnlyList<string> addresses, WebOptions options, WebAccess access)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentNullException.ThrowIfNull(access);
        WebSpecification.Check(options);
        if (addresses.Count == 0) throw new SourceException(SourceFailure.BadSpecification, "No address was given. Name at least one.");
        Uri[] urls = [.. addresses.Select(WebUrl.Parse).DistinctBy(url => url.AbsoluteUri, StringComparer.Ordinal)];
        _addresses = urls.Select(url => url.AbsoluteUri).ToHashSet(StringComparer.Ordinal);
        (_access, _options) = (access, options with { MaxPages = urls.Length });
        Identity = $"urls:{string.Join(' ', _addresses)}";
        _plan = new CrawlPlan(Identity, urls);
    }

    /// <inheritdoc/>
    public string Kind => "urls";

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public bool Covers(string path) => _addresses.Contains(path);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken) =>
        new Crawl(_access, _options, _plan, known).ItemsAsync(cancellationToken);
}
