using System.Text.RegularExpressions;

namespace Groundwork.Models.Calls;

/// <summary>From the URL a person gives to the URL of one operation.</summary>
internal static partial class EndpointUrls
{
    public const string Chat = "chat/completions";
    public const string Embeddings = "embeddings";
    public const string Messages = "messages";
    public const string Rerank = "rerank";
    public const string Embed = "embed";

    private static readonly string[] Operations = [Chat, "completions", Embeddings, "models", Messages, Rerank, Embed];

    /// <summary>URL of <paramref name="operation"/> below <paramref name="baseUrl"/>; the query is kept.</summary>
    /// <param name="baseUrl">Server, versioned base, or an operation.</param>
    /// <param name="operation">What is asked for.</param>
    /// <param name="version">Segment for a base that has none.</param>
    public static Uri For(Uri baseUrl, string operation, string version = "v1")
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

        return Build(baseUrl, HasVersion().IsMatch(path) ? $"{path}/{operation}" : $"{path}/{version}/{operation}");
    }

    /// <summary>Azure OpenAI: below the deployment, with an API version; a base that ends in <c>/openai/v1</c> is the newer form without either.</summary>
    public static Uri Azure(Uri baseUrl, string deployment, string operation, string apiVersion)
    {
        var path = baseUrl.AbsolutePath.TrimEnd('/');
        if (path.Contains("/openai/v1", StringComparison.OrdinalIgnoreCase))
            return For(baseUrl, operation);
        var at = path.IndexOf("/openai", StringComparison.OrdinalIgnoreCase);
        var root = at < 0 ? path : path[..at];
        var url = Build(baseUrl, $"{root}/openai/deployments/{Uri.EscapeDataString(deployment)}/{operation}");
        return url.Query.Contains("api-version=", StringComparison.OrdinalIgnoreCase) ? url : WithQuery(url, $"api-version={apiVersion}");
    }

    /// <summary>Ollama's own API: <c>/api/…</c>, also for a base that names its OpenAI-compatible one.</summary>
    public static Uri Ollama(Uri baseUrl, string operation)
    {
        var path = baseUrl.AbsolutePath.TrimEnd('/');
        foreach (var end in new[] { "/api/chat", "/api/embed", "/v1/chat/completions", "/v1/embeddings", "/api", "/v1" })
        {
            if (path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                path = path[..^end.Length];
                break;
            }
        }

        return Build(baseUrl, $"{path}/api/{operation}");
    }

    /// <summary>Gemini: <c>/v1beta/models/NAME:operation</c>.</summary>
    public static Uri Gemini(Uri baseUrl, string model, string operation, string? query = null)
    {
        var path = baseUrl.AbsolutePath.TrimEnd('/');
        var at = path.IndexOf("/models", StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
            path = path[..at];
        var name = model.StartsWith("models/", StringComparison.Ordinal) ? model["models/".Length..] : model;
        var url = Build(baseUrl, $"{(HasVersion().IsMatch(path) ? path : path + "/v1beta")}/models/{Uri.EscapeDataString(name)}:{operation}");
        return query is null ? url : WithQuery(url, query);
    }

    /// <summary>The URL as it may be shown: no user information, no query, no fragment.</summary>
    public static string Shown(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static Uri Build(Uri baseUrl, string path) => new UriBuilder(baseUrl) { Path = path, Fragment = "" }.Uri;

    private static Uri WithQuery(Uri url, string more) => new UriBuilder(url) { Query = url.Query.Length > 1 ? $"{url.Query[1..]}&{more}" : more }.Uri;

    [GeneratedRegex("/v[0-9]+[a-z0-9]*(/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HasVersion();
}
