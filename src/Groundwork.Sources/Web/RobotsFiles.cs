using System.Net;
using System.Text;

namespace Groundwork.Sources.Web;

/// <summary>The robots.txt of each origin, fetched once in a listing.</summary>
internal sealed class RobotsFiles(WebFetcher fetcher)
{
    private readonly Dictionary<string, (RobotsFile? Rules, SourceException? Problem)> _files = new(StringComparer.Ordinal);

    /// <summary>The rules for an address.</summary>
    /// <exception cref="SourceException">They cannot be had, so nothing of that origin may be fetched (RFC 9309, section 2.3.1.4).</exception>
    public async Task<RobotsFile> ForAsync(Uri url, CancellationToken cancellationToken)
    {
        var origin = WebUrl.OriginOf(url);
        if (!_files.TryGetValue(origin, out var file))
        {
            file = await FetchAsync(new Uri(origin + "/robots.txt"), cancellationToken);
            _files.Add(origin, file);
            if (file.Rules is { } rules) fetcher.SetDelay(url.Host, rules.Delay);
        }

        return file.Rules ?? throw file.Problem!;
    }

    private async Task<(RobotsFile? Rules, SourceException? Problem)> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await fetcher.GetAsync(url, _ => null, _ => Task.FromResult<string?>(null), RobotsFile.MaxBytes, cancellationToken);
            if (reply.Body is { } body) return (RobotsFile.Parse(Encoding.UTF8.GetString(body)), null);
            if ((int)reply.Status is >= 200 and < 500 && reply.Status != HttpStatusCode.TooManyRequests) return (RobotsFile.Empty, null);
            return (null, new SourceException(SourceFailure.Unreachable, FormattableString.Invariant($"\"{url}\" answered {(int)reply.Status}. A site whose robots.txt cannot be read allows nothing; try again later.")));
        }
        catch (SourceException problem)
        {
            return (null, new SourceException(problem.Failure, $"The robots.txt of the site cannot be read, so nothing of it may be fetched. {problem.Message}", problem));
        }
    }
}
