using Groundwork.Sources.Globs;
using Groundwork.Sources.Web;

namespace Groundwork.Sources;

/// <summary>The pages that a sitemap names, with the sitemaps it leads to; only those of its own origin.</summary>
/// <remarks>A sitemap that cannot be read keeps everything of the site. Times in a sitemap are not trusted: each page is asked whether it changed.</remarks>
public sealed class SitemapSource : ISource
{
    private readonly WebAccess _access;
    private readonly WebOptions _options;
    private readonly WebScope _scope;
    private readonly CrawlPlan _plan;

    /// <param name="sitemap">Address of the sitemap or sitemap index, plain or gzipped.</param>
    /// <param name="options">What is taken; the depth is without meaning here.</param>
    /// <param name="access">The way into the network.</param>
    /// <exception cref="SourceException">The address or an option cannot be used.</exception>
    public SitemapSource(string sitemap, WebOptions options, WebAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        WebSpecification.Check(options);
        var rules = PathRules.Parse(options.Include, options.Exclude);
        var url = WebUrl.Parse(sitemap);
        (_access, _options, _scope) = (access, options, new WebScope(new Uri(WebUrl.OriginOf(url)), rules));
        Identity = $"sitemap:{url}{rules.Identity}";
        _plan = new CrawlPlan(Identity, []) { Scope = _scope, Sitemap = url };
    }

    /// <inheritdoc/>
    public string Kind => "sitemap";

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public bool Covers(string path) => _scope.Covers(path);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken) =>
        new Crawl(_access, _options, _plan, known).ItemsAsync(cancellationToken);
}
