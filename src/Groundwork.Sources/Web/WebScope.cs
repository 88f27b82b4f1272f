using Groundwork.Sources.Globs;

namespace Groundwork.Sources.Web;

/// <summary>Which addresses belong to a source: one origin, below one path, by its patterns.</summary>
internal sealed class WebScope
{
    private readonly string _origin;
    private readonly string _page;
    private readonly string _prefix;
    private readonly PathRules _rules;

    /// <param name="start">Where the source starts. <c>/docs/</c> and <c>/docs</c> hold what lies below, <c>/docs/a.html</c> what lies beside it.</param>
    /// <param name="rules">Patterns over what follows the path.</param>
    public WebScope(Uri start, PathRules rules)
    {
        _origin = WebUrl.OriginOf(start);
        _page = start.AbsolutePath;
        var lastSlash = _page.LastIndexOf('/');
        _prefix = _page.EndsWith('/') ? _page : _page.AsSpan(lastSlash).Contains('.') ? _page[..(lastSlash + 1)] : _page + "/";
        _rules = rules;
    }

    /// <summary>What everything in the scope starts with; never the address of a page.</summary>
    public string Root => _origin;

    /// <summary>True for an address of the same origin below the same path.</summary>
    public bool Holds(Uri url) =>
        string.Equals(WebUrl.OriginOf(url), _origin, StringComparison.Ordinal)
        && (url.AbsolutePath.StartsWith(_prefix, StringComparison.Ordinal) || string.Equals(url.AbsolutePath, _page, StringComparison.Ordinal));

    /// <summary>Why the patterns leave an address of the scope out; null when they do not.</summary>
    public string? ReasonAgainst(Uri url, bool forLinks = false) => _rules.ReasonAgainst(Relative(url), isFolder: forLinks);

    /// <summary>True for an address of the scope that the patterns take.</summary>
    public bool Covers(string path) => Uri.TryCreate(path, UriKind.Absolute, out var url) && Holds(url) && ReasonAgainst(url) is null;

    private string Relative(Uri url)
    {
        var path = Uri.UnescapeDataString(url.AbsolutePath);
        return path.Length > _prefix.Length ? path[_prefix.Length..] : "index";
    }
}
