using System.Globalization;
using System.Net.Http.Headers;

namespace Groundwork.Models.Calls;

/// <summary>How long a server asks to wait (RFC 9110, section 10.2.3), also in the millisecond form some gateways send.</summary>
internal static class RetryAfterHeader
{
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= 0 and < 1e12)
            return TimeSpan.FromMilliseconds(milliseconds);
        if (headers.RetryAfter is { Delta: { } delta })
            return delta < TimeSpan.Zero ? TimeSpan.Zero : delta;
        if (headers.RetryAfter is { Date: { } date })
            return date > now ? date - now : TimeSpan.Zero;
        return null;
    }
}
