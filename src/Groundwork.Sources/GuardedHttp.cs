using Groundwork.Sources.Web;

namespace Groundwork.Sources;

/// <summary>The way to one address that a person named, under the rules of web sources: no redirects, cookies, proxies or credentials, and no place that is not of the public internet unless that is allowed.</summary>
public static class GuardedHttp
{
    /// <summary>Opens the way. The caller disposes it.</summary>
    /// <param name="time">Clock for limits.</param>
    /// <param name="target">The address that was named.</param>
    /// <param name="allowPrivate">Whether it may be in a private network or on this machine.</param>
    /// <returns>Fails with a <see cref="SourceException"/> inside its own exception when an address is not permitted or cannot be reached.</returns>
    public static HttpMessageInvoker Open(TimeProvider time, Uri target, bool allowPrivate)
    {
        ArgumentNullException.ThrowIfNull(target);
        return WebConnection.Open(new WebAccess(time, ""), new WebOptions { AllowPrivate = allowPrivate }, new HashSet<string>([target.Host, target.IdnHost], StringComparer.OrdinalIgnoreCase));
    }
}
