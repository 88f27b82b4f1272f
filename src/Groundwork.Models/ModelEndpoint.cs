using System.Globalization;
using System.Text.Json.Serialization;
using Groundwork.Models.Calls;

namespace Groundwork.Models;

/// <summary>Where a model is, and the limits of one attempt at it.</summary>
/// <param name="BaseUrl">
/// Absolute http or https URL in any of these forms: <c>http://host:port</c>, <c>…/v1</c>, <c>…/v1/</c>, <c>…/v1/chat/completions</c>,
/// <c>…/v1/embeddings</c>. A path without a version segment (v1, v1beta, v4 …) gets <c>/v1</c>; a path that names an operation is used as
/// it stands for that operation. A query (such as <c>?api-version=…</c>) is sent, and never shown. Providers with paths of their own (Azure
/// OpenAI, Anthropic, Ollama, Gemini, Cohere) take the server's address alone, or any of their own URLs.
/// </param>
/// <param name="Model">The model's name as the server knows it.</param>
/// <param name="ApiKey">Sent in the header that the provider wants; null where the server wants none. Never shown, logged or serialised.</param>
public sealed record ModelEndpoint(Uri BaseUrl, string Model, [property: JsonIgnore] string? ApiKey)
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    /// <summary>Longest wait for the first content of a streamed reply, per attempt; 30 s, at most <see cref="TotalTimeout"/>.</summary>
    public TimeSpan FirstTokenTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest duration of one attempt; 120 s, at most a day. For embeddings: of one batch.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Longest reply that is read, in bytes, streamed or not, 1 KiB..1 GiB; 32 MiB.</summary>
    public long MaxReplyBytes { get; init; } = 32L << 20;

    /// <summary>Everything that is wrong with these values, each as a sentence; empty if nothing is. Never names the key.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        ValidateUrl(problems);
        if (string.IsNullOrWhiteSpace(Model))
            problems.Add("The model has no name. Give the name the server knows it by.");
        // A key is compared with what a header can carry, because the exception of a refused header would show it.
        if (ApiKey is not null && ApiKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
            problems.Add("The API key holds white space, control or non-ASCII characters. Copy it again, without line ends.");
        if (ApiKey is { Length: 0 })
            problems.Add("The API key is empty. Leave it out where the server wants none.");
        if (TotalTimeout <= TimeSpan.Zero || TotalTimeout > LongestTimeout)
            problems.Add(Invariant($"The total timeout is {TotalTimeout}; it must be longer than zero and at most a day."));
        if (FirstTokenTimeout <= TimeSpan.Zero || FirstTokenTimeout > TotalTimeout)
            problems.Add(Invariant($"The first-token timeout is {FirstTokenTimeout}; it must be longer than zero and at most the total timeout, {TotalTimeout}."));
        if (MaxReplyBytes is < 1024 or > 1L << 30)
            problems.Add(Invariant($"The longest reply is {MaxReplyBytes} bytes; it must be 1024..1073741824."));
        return problems;
    }

    /// <summary>Model and URL; never the key, the query or user information.</summary>
    public override string ToString() =>
        $"{Model} at {(BaseUrl is { IsAbsoluteUri: true } ? EndpointUrls.Shown(BaseUrl) : "(no URL)")}{(ApiKey is null ? "" : " (with a key)")}";

    internal static void ThrowIfInvalid(ModelEndpoint endpoint)
    {
        var problems = endpoint.Validate();
        if (problems.Count > 0)
            throw new ArgumentException($"The model endpoint cannot be used. {string.Join(' ', problems)}", nameof(endpoint));
    }

    private void ValidateUrl(List<string> problems)
    {
        if (BaseUrl is not { IsAbsoluteUri: true } || BaseUrl.Scheme is not ("http" or "https") || BaseUrl.Host.Length == 0)
        {
            problems.Add("The base URL is not an absolute http or https URL. Give one such as \"http://127.0.0.1:8080/v1\".");
            return;
        }

        if (BaseUrl.UserInfo.Length > 0)
            problems.Add("The base URL holds a user name or password. Remove it; a key goes into the key setting.");
        if (BaseUrl.Fragment.Length > 0)
            problems.Add("The base URL holds a fragment (#…). Remove it.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
