using System.Text;

namespace Groundwork.Sources.Web;

/// <summary>Addresses in one spelling (RFC 3986, section 6): scheme and host in lower case, no default port, no fragment, percent-encoding only where it is needed.</summary>
internal static class WebUrl
{
    private const int MaxCharacters = 2048;

    /// <summary>The address a person wrote.</summary>
    /// <exception cref="SourceException">It is none, not of the web, or holds a password.</exception>
    public static Uri Parse(string text)
    {
        // The text is quoted only once it is known to hold no password.
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) throw Bad("The address is none. Write one like https://example.org/docs/.");
        if (uri.UserInfo.Length > 0) throw Bad($"The address of {uri.Host} holds a user name or password. Sources that need a login are not supported; write the address without it.");
        return Normal(uri) ?? throw Bad($"\"{uri.GetLeftPart(UriPartial.Path)}\" cannot be fetched: only http and https addresses of at most {MaxCharacters} characters can.");
    }

    /// <summary>The address that a link on a page leads to; null for what cannot be fetched.</summary>
    public static Uri? Resolve(Uri page, string link) => Uri.TryCreate(page, link.Trim(), out var uri) && uri.UserInfo.Length == 0 ? Normal(uri) : null;

    /// <summary>Scheme, host and port.</summary>
    public static string OriginOf(Uri url) => url.GetLeftPart(UriPartial.Authority);

    /// <summary>A name that tells the host and the path, for people.</summary>
    public static string NameOf(Uri url)
    {
        var path = Uri.UnescapeDataString(url.AbsolutePath);
        var name = new StringBuilder(url.IsDefaultPort ? url.IdnHost : url.Authority).Append(path.EndsWith('/') ? path + "index" : path).Append(Uri.UnescapeDataString(url.Query));
        for (var i = 0; i < name.Length; i++)
            if (char.IsControl(name[i])) name[i] = ' ';
        return name.ToString();
    }

    /// <summary>A path in the spelling of addresses: letters, digits and <c>-._~</c> stand for themselves, what is encoded is in upper case, what is not ASCII is encoded.</summary>
    public static string Encoded(string text)
    {
        if (!Ascii.IsValid(text)) text = string.Concat(text.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var spelled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%' || i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                spelled.Append(text[i]);
                continue;
            }

            var value = (char)Convert.ToByte(text.Substring(i + 1, 2), 16);
            if (char.IsAsciiLetterOrDigit(value) || value is '-' or '.' or '_' or '~') spelled.Append(value);
            else spelled.Append('%').Append(char.ToUpperInvariant(text[i + 1])).Append(char.ToUpperInvariant(text[i + 2]));
            i += 2;
        }

        return spelled.ToString();
    }

    private static Uri? Normal(Uri uri)
    {
        if (uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.OriginalString.Length > MaxCharacters) return null;
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        var port = uri.IsDefaultPort ? "" : FormattableString.Invariant($":{uri.Port}");
        return Uri.TryCreate($"{uri.Scheme}://{host}{port}{Encoded(uri.AbsolutePath)}{Encoded(uri.Query)}", UriKind.Absolute, out var normal) ? normal : null;
    }

    private static SourceException Bad(string message) => new(SourceFailure.BadSpecification, message);
}
