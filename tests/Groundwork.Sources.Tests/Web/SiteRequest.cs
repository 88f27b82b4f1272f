namespace Groundwork.Sources.Tests.Web;

internal sealed record SiteRequest(string Path, IReadOnlyDictionary<string, string> Headers);
