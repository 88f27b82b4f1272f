using System.Net;

namespace Groundwork.Sources.Web;

/// <summary>What a server answered.</summary>
/// <param name="Url">To which address.</param>
/// <param name="Status">Its status.</param>
internal sealed record WebReply(Uri Url, HttpStatusCode Status)
{
    /// <summary>Why it was not asked at all, for people; null when it was.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Where it sends us instead, as written; null when it does not.</summary>
    public string? Location { get; init; }

    /// <summary>The content, decompressed; null unless the status is 200.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The content's type without parameters, in lower case; null when the server does not say.</summary>
    public string? MediaType { get; init; }

    /// <summary>The content's charset; null when the server does not say.</summary>
    public string? Charset { get; init; }

    /// <summary>The server's name for this state.</summary>
    public string? ETag { get; init; }

    /// <summary>The server's time for this state.</summary>
    public string? LastModified { get; init; }

    /// <summary>What the headers ask of robots.</summary>
    public IReadOnlyList<string> RobotsTags { get; init; } = [];

    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True for a status that sends somewhere else.</summary>
    public bool IsRedirect => Status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>True when headers ask for something: "noindex" or "nofollow", for everybody or for this program.</summary>
    public bool Asks(string word) => RobotsTags.Any(tag =>
    {
        var colon = tag.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return PageScan.Asks(tag, word);
        return tag[..colon].Trim().Equals(RobotsFile.Agent, StringComparison.OrdinalIgnoreCase) && PageScan.Asks(tag[(colon + 1)..], word);
    });
}
