using System.Text.RegularExpressions;

namespace Groundwork.Models.Calls;

/// <summary>From the URL a person gives to the URL of one operation.</summary>
internal static partial class EndpointUrls
{
    public const string Chat = "chat/completions";
    public const string Embeddings = "embeddings";

    private static readonly string[] Operations = [Chat, "completions", Embeddings, "models"];

    /// <summary>URL of <paramref name="operation"/> below <paramref name="baseUrl"/>; the query is kept.</summary>
    public static Uri For(Uri baseUrl, string operation)
    {
        var path = baseUrl.AbsolutePath.TrimEnd('/');
        foreach (var named in Operations)
        {
            if (!path.EndsWith("/" + named, StringComparison.OrdinalIgnoreCase))
                continue;
            path = path[..^(named.Length + 1)];
            // A full URL is a person's exact word for where the operation lives, version or not.
            return Build(baseUrl, $"{path}/{operation}");
        }

        return Build(baseUrl, HasVersion().IsMatch(path) ? $"{path}/{operation}" : $"{path}/v1/{operation}");
    }

    /// <summary>The URL as it may be shown: no user information, no query, no fragment.</summary>
    public static string Shown(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static Uri Build(Uri baseUrl, string path) => new UriBuilder(baseUrl) { Path = path, Fragment = "" }.Uri;

    [GeneratedRegex("/v[0-9]+[a-z0-9]*(/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HasVersion();
}
