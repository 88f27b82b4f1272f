using System.Net;
using Groundwork.UseCases;

namespace Groundwork.Server.Hosting;

/// <summary>Addresses a person asks the server to listen on.</summary>
internal static class ListenUrls
{
    /// <summary>The addresses as Kestrel takes them.</summary>
    /// <exception cref="SettingsException">One of them cannot be used; says which and why.</exception>
    public static IReadOnlyList<Uri> Check(IReadOnlyList<string> urls)
    {
        if (urls.Count == 0) throw new SettingsException($"No address to listen on. Name one with --urls {ServerOptions.DefaultUrl}.");
        return [.. urls.Select(Check)];
    }

    /// <summary>Why the server could not listen.</summary>
    public static SettingsException Unusable(IReadOnlyList<Uri> urls, IOException problem)
    {
        var isTaken = problem.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException;
        var named = urls.FirstOrDefault(u => problem.Message.Contains(FormattableString.Invariant($":{u.Port}"), StringComparison.Ordinal)) ?? urls[0];
        return isTaken
            ? new SettingsException(FormattableString.Invariant($"Port {named.Port} is in use, perhaps by another Groundwork. Stop that program, or choose another port with --urls http://{named.Host}:{(named.Port < 65_535 ? named.Port + 1 : 7070)}."), problem)
            : new SettingsException($"The server cannot listen on {named.GetLeftPart(UriPartial.Authority)} ({problem.Message}). Choose another address with --urls.", problem);
    }

    private static Uri Check(string text)
    {
        if (text.Contains("://*", StringComparison.Ordinal) || text.Contains("://+", StringComparison.Ordinal)) throw NotLoopback(text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
            throw new SettingsException($"\"{text}\" is not an address to listen on. Write one like {ServerOptions.DefaultUrl}.");
        if (!string.Equals(url.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal))
            throw new SettingsException($"The address \"{text}\" begins with \"{url.Scheme}\"; the server speaks http. Write one like {ServerOptions.DefaultUrl}.");
        if (!string.Equals(url.AbsolutePath, "/", StringComparison.Ordinal) || url.Query.Length > 0 || url.UserInfo.Length > 0)
            throw new SettingsException($"The address \"{text}\" holds more than host and port. Write one like {ServerOptions.DefaultUrl}.");
        var isLocalhost = string.Equals(url.Host, "localhost", StringComparison.OrdinalIgnoreCase);
        if (!isLocalhost && !(IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))) throw NotLoopback(text);
        if (isLocalhost && url.Port == 0)
            throw new SettingsException("The name localhost stands for two addresses, which cannot share a free port. Write http://127.0.0.1:0.");
        return url;
    }

    private static SettingsException NotLoopback(string text) =>
        new($"The address \"{text}\" can be reached from other machines. The server listens on loopback only, unless authentication is configured, and there is none yet. Use {ServerOptions.DefaultUrl}, or a tunnel that you control.");
}
