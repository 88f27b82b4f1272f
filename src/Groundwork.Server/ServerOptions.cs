namespace Groundwork.Server;

/// <summary>How the server listens.</summary>
/// <param name="Urls">Addresses like <c>http://127.0.0.1:7070</c>, at least one, loopback only; port 0 takes a free port.</param>
public sealed record ServerOptions(IReadOnlyList<string> Urls)
{
    /// <summary>The address used when none is named.</summary>
    public const string DefaultUrl = "http://127.0.0.1:7070";

    /// <summary>Listens on <see cref="DefaultUrl"/>.</summary>
    public ServerOptions()
        : this([DefaultUrl])
    {
    }
}
