using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Groundwork.Language;
using Groundwork.Sources.Spooling;

namespace Groundwork.Sources.Web;

/// <summary>One listing of a web source: one request at a time, breadth first.</summary>
internal sealed class Crawl(WebAccess access, WebOptions options, CrawlPlan plan, IReadOnlyDictionary<string, string> known)
{
    private static readonly string[] s_endingsWithoutText =
        [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".css", ".js", ".mjs", ".woff", ".woff2", ".ttf", ".mp3", ".mp4", ".webm", ".avi", ".mov", ".exe", ".dmg", ".iso", ".wasm"];

    private readonly ItemSpool _spool = ItemSpool.In(access.SpoolFolder);

    /// <summary>Every page, and what was left out or could not be reached.</summary>
    /// <exception cref="SourceException">The start does not answer, or not with a page of the source.</exception>
    public async IAsyncEnumerable<SourceItem> ItemsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var http = WebConnection.Open(access, options, plan.NamedHosts);
        var fetcher = new WebFetcher(http, options, access.Time);
        var robots = new RobotsFiles(fetcher);
        var frontier = new Frontier(options.MaxPages);
        SourceException? hidden = null;
        foreach (var seed in plan.Seeds) frontier.Add(seed, 0);
        if (plan.Sitemap is { } sitemap)
        {
            await foreach (var found in new SitemapReader(fetcher, options, sitemap).ReadAsync(cancellationToken))
            {
                if (found.Problem is { } problem)
                {
                    hidden ??= problem;
                    yield return new SourceItem.Unavailable(found.Url.AbsoluteUri, problem);
                }
                else if (!plan.Scope!.Holds(found.Url)) yield return new SourceItem.Skipped(found.Url.AbsoluteUri, "The sitemap names an address of another site.");
                else frontier.Add(found.Url, 0);
            }
        }

        var hasAskedKnown = !plan.FollowsLinks;
        while (true)
        {
            while (frontier.TryNext(out var next))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var visit = await VisitAsync(fetcher, robots, next.Url, cancellationToken);
                if (plan.FollowsLinks && next.Url == plan.Seeds[0]) MustStart(next.Url, visit);

                // What only a page leads to that does not answer and never did stays as it is.
                if (plan.FollowsLinks && visit.Item is SourceItem.Unavailable { Problem: { IsTransient: true } missed } && VersionOf(visit.Url) is null) hidden ??= missed;
                var item = visit.Url != next.Url && plan.Scope is not null && !frontier.Mark(visit.Url) ? new SourceItem.Skipped(next.Url.AbsoluteUri, $"It redirects to \"{visit.Url}\", which is listed itself.") : visit.Item;
                if (item is not null) yield return item;
                if (next.Depth >= options.MaxDepth) continue;
                foreach (var link in visit.Links) frontier.Add(link, next.Depth + 1);
            }

            if (hasAskedKnown) break;

            // A page that no link leads to any more is only gone when its server says so.
            hasAskedKnown = true;
            foreach (var path in known.Keys.Order(StringComparer.Ordinal))
                if (plan.Scope!.Covers(path)) frontier.Add(new Uri(path), options.MaxDepth);
        }

        if (plan.Scope is null || (hidden is null && !frontier.IsCut)) yield break;
        var cut = frontier.IsCut
            ? new SourceException(SourceFailure.TooLarge, FormattableString.Invariant($"There are more than {options.MaxPages} addresses; the rest was not looked at, and nothing counts as gone. Raise --max-pages, or leave parts out with --exclude."))
            : new SourceException(hidden!.Failure, $"What lies behind a page that cannot be reached is not known, so nothing counts as gone. {hidden.Message}", hidden);
        yield return new SourceItem.Unavailable(plan.Scope.Root, cut, HidesBelow: true);
    }

    private static void MustStart(Uri start, Visit visit)
    {
        switch (visit.Item)
        {
            case SourceItem.Unavailable unavailable:
                throw unavailable.Problem;
            case SourceItem.Skipped skipped when visit.Links.Count == 0:
                throw new SourceException(SourceFailure.Denied, $"The source cannot start at \"{start}\". {skipped.Reason}");
            case null:
                throw new SourceException(SourceFailure.NotFound, $"There is no page at \"{start}\", where the source starts. Check the address; if the site is gone for good, remove the source.");
        }
    }

    private async Task<Visit> VisitAsync(WebFetcher fetcher, RobotsFiles robots, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await fetcher.GetAsync(url, hop => VersionOf(plan.Scope is null ? url : hop), hop => ReasonAgainstAsync(robots, hop, cancellationToken), truncateAt: null, cancellationToken);
            return reply.LeftOut is { } reason ? Leave(url, reason) : await VisitAsync(url, reply, cancellationToken);
        }
        catch (SourceException problem) when (problem.Failure == SourceFailure.TooLarge)
        {
            return Leave(url, problem.Message);
        }
        catch (SourceException problem)
        {
            return Miss(url, problem);
        }
    }

    private async Task<Visit> VisitAsync(Uri asked, WebReply reply, CancellationToken cancellationToken)
    {
        var url = plan.Scope is null ? asked : reply.Url;
        switch (reply.Status)
        {
            case HttpStatusCode.OK:
                return await PageAsync(url, reply, cancellationToken);
            case HttpStatusCode.NotModified when VersionOf(url) is { } version:
                return new Visit(url, new SourceItem.Unchanged(url.AbsoluteUri), LinksOf(version, url));
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return new Visit(url, null, []);
            default:
                var failure = reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? SourceFailure.Denied : SourceFailure.Unreachable;
                return Miss(url, new SourceException(failure, FormattableString.Invariant($"\"{url}\" answered {(int)reply.Status} ({reply.Status}).")));
        }
    }

    private async Task<Visit> PageAsync(Uri url, WebReply reply, CancellationToken cancellationToken)
    {
        if (WebFetcher.HasNoText(reply.MediaType)) return Leave(url, $"It is of type {reply.MediaType}, which holds no text.");
        var body = PageText.InUtf8(reply.Body!, reply.MediaType, reply.Charset);
        var page = PageText.IsHtml(reply.MediaType) ? PageScan.Of(Encoding.UTF8.GetString(body), cancellationToken) : null;
        var links = page is null || !plan.FollowsLinks || page.IsNoFollow || reply.Asks("nofollow") ? [] : LinksOf(page, reply.Url);
        var reason = page is { IsNoIndex: true } || reply.Asks("noindex") ? "The page asks not to be kept (noindex)." : plan.Scope?.ReasonAgainst(url);
        if (reason is not null) return new Visit(url, new SourceItem.Skipped(url.AbsoluteUri, reason), links);
        var hash = ContentHash.Of(body).Hex;
        if (string.Equals(VersionOf(url)?.Hash, hash, StringComparison.Ordinal)) return new Visit(url, new SourceItem.Unchanged(url.AbsoluteUri), links);

        var openAsync = await _spool.PutAsync(body, cancellationToken);
        var version = new PageVersion(reply.ETag, reply.LastModified, hash, [.. links.Select(link => link.PathAndQuery)]);
        var item = new SourceItem.Present(url.AbsoluteUri, WebUrl.NameOf(url), openAsync)
        {
            Bytes = body.Length,
            IsNamed = plan.Scope is null,
            MediaType = SaidTypeOf(reply.MediaType),
            Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["site"] = url.Host },
            Version = version.ToString(),
        };
        return new Visit(url, item, links);
    }

    // Servers call Markdown, code and data "text" or "bytes"; there the name tells more.
    private static string? SaidTypeOf(string? mediaType) => mediaType is "text/plain" or "application/octet-stream" or "binary/octet-stream" ? null : mediaType;

    private async Task<string?> ReasonAgainstAsync(RobotsFiles robots, Uri url, CancellationToken cancellationToken) =>
        ReasonAgainst(url) ?? ((await robots.ForAsync(url, cancellationToken)).Allows(url) ? null : "The robots.txt of the site does not allow it.");

    private string? ReasonAgainst(Uri url)
    {
        if (plan.Scope is not { } scope) return null;
        if (!scope.Holds(url)) return $"It redirects to \"{url}\", which lies outside the source.";
        return scope.ReasonAgainst(url, forLinks: true);
    }

    private Uri[] LinksOf(PageScan page, Uri url)
    {
        var from = page.Base is { } written && WebUrl.Resolve(url, written) is { } other ? other : url;
        return [.. page.Links.Select(link => WebUrl.Resolve(from, link)).OfType<Uri>().Where(IsWorthAsking).DistinctBy(link => link.AbsoluteUri, StringComparer.Ordinal)];
    }

    private bool IsWorthAsking(Uri link) =>
        plan.Scope!.Holds(link) && plan.Scope.ReasonAgainst(link, forLinks: true) is null
        && !Array.Exists(s_endingsWithoutText, ending => link.AbsolutePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private Uri[] LinksOf(PageVersion? version, Uri url) => version is null || !plan.FollowsLinks
        ? []
        : [.. version.Links.Select(link => WebUrl.Resolve(url, WebUrl.OriginOf(url) + link)).OfType<Uri>().Where(IsWorthAsking)];

    private PageVersion? VersionOf(Uri url) => PageVersion.Parse(known.GetValueOrDefault(url.AbsoluteUri));

    private static Visit Leave(Uri url, string reason) => new(url, new SourceItem.Skipped(url.AbsoluteUri, reason), []);

    // What lies behind a page that does not answer is still looked for, by the links it had.
    private Visit Miss(Uri url, SourceException problem) => new(url, new SourceItem.Unavailable(url.AbsoluteUri, problem), LinksOf(VersionOf(url), url));
}
