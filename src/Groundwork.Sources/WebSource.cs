using Groundwork.Sources.Globs;
using Groundwork.Sources.Web;

namespace Groundwork.Sources;

/// <summary>The pages of a web site that links lead to from a start, below its path and on its origin.</summary>
/// <remarks>
/// One request at a time, apart by <see cref="WebOptions.Delay"/>, obeying robots.txt (RFC 9309) and <c>noindex</c>. A page that does not answer stays, and what
/// lies behind it is looked for by the links it had; a page that no link leads to any more is gone only when its server says so.
/// </remarks>
public sealed class WebSource : ISource
{
    private readonly WebAccess _access;
    private readonly WebOptions _options;
    private readonly WebScope _scope;
    private readonly CrawlPlan _plan;

    /// <param name="start">Address of the first page. <c>…/docs/</c> holds what lies below, <c>…/docs/index.html</c> what lies beside it.</param>
    /// <param name="options">What is taken.</param>
    /// <param name="access">The way into the network.</param>
    /// <exception cref="SourceException">The address or an option cannot be used.</exception>
    public WebSource(string start, WebOptions options, WebAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        WebSpecification.Check(options);
        var rules = PathRules.Parse(options.Include, options.Exclude);
        var url = WebUrl.Parse(start);
        (_access, _options, _scope) = (access, options, new WebScope(url, rules));
        Identity = FormattableString.Invariant($"web:{url}{rules.Identity} depth<={options.MaxDepth}");
        _plan = new CrawlPlan(Identity, [url]) { Scope = _scope, FollowsLinks = true };
    }

    /// <inheritdoc/>
    public string Kind => "web";

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public bool Covers(string path) => _scope.Covers(path);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken) =>
        new Crawl(_access, _options, _plan, known).ItemsAsync(cancellationToken);
}
