namespace Groundwork.Models;

/// <summary>Why a model could not be used.</summary>
public enum ModelFailure
{
    /// <summary>No connection: nothing listens there, the name is unknown, or TLS failed.</summary>
    Unreachable,

    /// <summary>The first token or the whole reply took longer than allowed.</summary>
    TimedOut,

    /// <summary>The server does not accept the key or its rights (401, 402, 403).</summary>
    Refused,

    /// <summary>The URL or the model does not exist (404, 405, 410, a redirect).</summary>
    NotFound,

    /// <summary>Too many requests, or the quota is used up (429).</summary>
    RateLimited,

    /// <summary>The server does not accept this request (other 4xx).</summary>
    BadRequest,

    /// <summary>The server failed (5xx, or an error inside a reply that was announced as good).</summary>
    ServerFault,

    /// <summary>The reply arrived and is not what a server of its kind sends.</summary>
    Nonsense,

    /// <summary>The reply began and stopped before its end.</summary>
    BrokenStream,

    /// <summary>The request holds more tokens than any model of the route; the message has the counts. Nothing was sent.</summary>
    TooLong,

    /// <summary>The provider's content filter kept the answer back.</summary>
    Filtered,

    /// <summary>The target failed too often lately and is left alone for a while. Nothing was sent.</summary>
    LeftAlone,
}
