namespace Groundwork.Sources.Web;

/// <summary>What a web source fetches.</summary>
/// <param name="Identity">The source's name.</param>
/// <param name="Seeds">Where it begins.</param>
internal sealed record CrawlPlan(string Identity, IReadOnlyList<Uri> Seeds)
{
    /// <summary>What belongs to the source; null when only the seeds do.</summary>
    public WebScope? Scope { get; init; }

    /// <summary>Lists addresses to begin with; null for none.</summary>
    public Uri? Sitemap { get; init; }

    /// <summary>Whether links of pages are followed.</summary>
    public bool FollowsLinks { get; init; }

    /// <summary>Hosts that the person named.</summary>
    public IReadOnlySet<string> NamedHosts => Seeds.Append(Sitemap).OfType<Uri>().Select(url => url.Host).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
