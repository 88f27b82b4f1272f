using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Calls;

/// <summary>Turns whatever went wrong in one call into a <see cref="ModelException"/> that is safe to show.</summary>
/// <param name="url">Where the request goes.</param>
/// <param name="model">Who is asked.</param>
/// <param name="api">What the server should speak, such as "an OpenAI-compatible API".</param>
/// <param name="redaction">Takes key and prompt out of what is shown.</param>
internal sealed class CallFailures(Uri url, string model, string api, Redaction redaction)
{
    private string Subject => $"The model \"{model}\" at {EndpointUrls.Shown(url)}";

    /// <summary>A reply with a status other than success.</summary>
    public ModelException Status(HttpStatusCode status, ReadOnlyMemory<byte> body, string? location, TimeSpan? retryAfter)
    {
        var code = (int)status;
        if (code is >= 300 and < 400)
        {
            var to = Uri.TryCreate(url, location, out var target) ? $" to {EndpointUrls.Shown(target)}" : "";
            return new ModelException(ModelFailure.NotFound, isTransient: false, Invariant($"{Subject} redirects ({code}){to}, and redirects are not followed, because they would carry the request elsewhere. Set the URL it points to."))
            {
                StatusCode = code,
            };
        }

        var error = ParseError(body.Span);
        var kind = KindOf(code, error?.Codes ?? []);
        var said = error is null ? Describe(body.Span) : Quoted(error.Message);
        return new ModelException(kind, IsTransient(code, kind, error?.Codes ?? []), Invariant($"{Subject} answered {code}{said}. {Advice(kind, retryAfter)}"))
        {
            StatusCode = code,
            RetryAfter = retryAfter ?? error?.RetryAfter,
        };
    }

    /// <summary>The model worked and gave up: the status is good, and the work is billed.</summary>
    /// <param name="words">What the server says of it.</param>
    /// <param name="usage">What it counted; null if it did not say.</param>
    public ModelException GaveUp(string words, UsageDetails? usage) =>
        new(ModelFailure.ServerFault, isTransient: true, $"{Subject} gave up{Quoted(words)}. {Advice(ModelFailure.ServerFault, null)}") { StatusCode = (int)HttpStatusCode.OK, Usage = usage };

    /// <summary>An error inside a reply that was announced as good.</summary>
    /// <param name="error">What the server says.</param>
    /// <param name="usage">What it counted beside the error, which it then bills; null for nothing.</param>
    public ModelException ErrorInside(WireError error, UsageDetails? usage = null)
    {
        var code = error.Status ?? StatusOf(error.Codes);
        var kind = KindOf(code, error.Codes);
        return new ModelException(kind, IsTransient(code, kind, error.Codes), $"{Subject} answered 200 with an error inside{Quoted(error.Message)}. {Advice(kind, error.RetryAfter)}")
        {
            StatusCode = usage is null ? null : (int)HttpStatusCode.OK,
            Usage = usage,
            RetryAfter = error.RetryAfter,
        };
    }

    /// <summary>A reply that is not understood.</summary>
    /// <param name="what">What is wrong with it, as the rest of a sentence that begins with the subject.</param>
    /// <param name="body">What was received, or as much of it as matters.</param>
    /// <param name="inner">The parser's complaint, where there is one.</param>
    public ModelException Nonsense(string what, ReadOnlySpan<byte> body, Exception? inner = null) =>
        new(ModelFailure.Nonsense, isTransient: false, $"{Subject} {what}{Describe(body)}. {Advice(ModelFailure.Nonsense, null)}", inner);

    public ModelException TooLong(long limitBytes) =>
        new(ModelFailure.Nonsense, isTransient: false, Invariant($"{Subject} sent more than {limitBytes} bytes. Ask for less, or raise the longest reply that is read."));

    public ModelException Broken(string why, Exception? inner = null) =>
        new(ModelFailure.BrokenStream, isTransient: true, $"{Subject} began to answer and stopped before the end: {why}. {Advice(ModelFailure.BrokenStream, null)}", inner) { Usage = (inner as ModelException)?.Usage };

    /// <summary>The exception to leave with; a cancellation by the caller and what is not a failure of the call are thrown as they are.</summary>
    /// <param name="thrown">What ended the attempt.</param>
    /// <param name="attempt">The deadlines of the attempt.</param>
    /// <param name="endpoint">Where the timeouts come from.</param>
    public ModelException Explain(Exception thrown, AttemptDeadline attempt, ModelEndpoint endpoint)
    {
        if (attempt.CallerGaveUp)
            throw new OperationCanceledException("The call was cancelled.", thrown is ModelException ? null : thrown, attempt.Caller);
        return thrown switch
        {
            ModelException failure => failure,
            _ when thrown is OperationCanceledException or IOException or HttpRequestException && (attempt.TotalHasPassed || attempt.WasSilent) => TimedOut(attempt, endpoint, thrown),
            // HttpClient reports its own timeout as a cancellation that nobody asked for.
            OperationCanceledException => new ModelException(ModelFailure.TimedOut, isTransient: true, $"{Subject} did not answer within the timeout of the HTTP client. Give the HTTP client no timeout of its own.", thrown),
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse } => new ModelException(ModelFailure.Unreachable, isTransient: true, $"{Subject} closed the connection without an answer, or answered with something that is not HTTP. {Advice(ModelFailure.Unreachable, null)}", thrown),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new ModelException(ModelFailure.Unreachable, isTransient: false, $"{Subject} cannot be reached securely. Check the certificate, and whether the server speaks https.", thrown),
            HttpRequestException unreachable => new ModelException(ModelFailure.Unreachable, isTransient: true, $"{Subject} cannot be reached ({Reason(unreachable)}). {Advice(ModelFailure.Unreachable, null)}", thrown),
            IOException => Broken("the connection was lost", thrown),
            InvalidDataException => Nonsense("sent a body that is not compressed as it says", [], thrown),
            _ => throw new InvalidOperationException($"{Subject} could not be called: an unforeseen {thrown.GetType().Name}.", thrown),
        };
    }

    private ModelException TimedOut(AttemptDeadline attempt, ModelEndpoint endpoint, Exception inner) => attempt.TotalHasPassed
        ? new(ModelFailure.TimedOut, isTransient: true, Invariant($"{Subject} did not finish within the total timeout of {endpoint.TotalTimeout.TotalSeconds:0.###} s. Ask for a shorter answer, raise the total timeout, or check the server's load."), inner)
        : new(ModelFailure.TimedOut, isTransient: true, Invariant($"{Subject} sent no content within the first-token timeout of {endpoint.FirstTokenTimeout.TotalSeconds:0.###} s. Raise it if the model loads slowly, or check the server's load."), inner);

    private static string Reason(HttpRequestException thrown) => thrown.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its host name is not known",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.ProxyTunnelError => "the proxy refused",
        _ => "the request failed",
    };

    private static ModelFailure KindOf(int status, IReadOnlyList<string> codes) => status switch
    {
        _ when codes.Contains("model_not_found", StringComparer.OrdinalIgnoreCase) => ModelFailure.NotFound,
        // Gemini gives a bad key the status of a bad request.
        401 or 402 or 403 => ModelFailure.Refused,
        _ when codes.Contains("API_KEY_INVALID", StringComparer.OrdinalIgnoreCase) => ModelFailure.Refused,
        404 or 405 or 410 => ModelFailure.NotFound,
        408 => ModelFailure.TimedOut,
        409 or 425 => ModelFailure.ServerFault,
        429 => ModelFailure.RateLimited,
        >= 400 and < 500 => ModelFailure.BadRequest,
        >= 500 => ModelFailure.ServerFault,
        _ => ModelFailure.Nonsense,
    };

    private static bool IsTransient(int status, ModelFailure kind, IReadOnlyList<string> codes) => kind switch
    {
        // A used-up quota has the status of a rate limit, and waiting does not bring it back.
        ModelFailure.RateLimited => !codes.Contains("insufficient_quota", StringComparer.OrdinalIgnoreCase),
        ModelFailure.TimedOut => true,
        ModelFailure.ServerFault => status is not (501 or 505),
        _ => false,
    };

    /// <summary>The status an error inside a good reply would have had, by the codes providers document; 500 for codes unknown here.</summary>
    private static int StatusOf(IReadOnlyList<string> codes)
    {
        foreach (var code in codes)
        {
            var status = code.ToLowerInvariant() switch
            {
                "invalid_api_key" or "authentication_error" or "permission_error" or "billing_error" or "unauthenticated" or "permission_denied" => 401,
                "model_not_found" or "not_found_error" or "not_found" => 404,
                "timeout_error" or "deadline_exceeded" => 408,
                "rate_limit_exceeded" or "rate_limit_error" or "insufficient_quota" or "tokens" or "requests" or "resource_exhausted" => 429,
                "invalid_request_error" or "context_length_exceeded" or "exceed_context_size_error" or "request_too_large" or "content_filter" or "invalid_argument" or "failed_precondition" => 400,
                "overloaded_error" or "unavailable" => 503,
                _ => 0,
            };
            if (status != 0)
                return status;
        }

        return 500;
    }

    private string Advice(ModelFailure kind, TimeSpan? retryAfter) => kind switch
    {
        ModelFailure.Unreachable => "Check that the model server runs and that the URL is right.",
        ModelFailure.TimedOut => "Try again later, or check the server's load.",
        ModelFailure.Refused => "Check the API key and what it may use.",
        ModelFailure.NotFound => "Check the base URL and the model's name; the server's /v1/models lists what it has.",
        ModelFailure.RateLimited when retryAfter is { } wait => Invariant($"Try again in {wait.TotalSeconds:0.###} s, ask less often, or raise the limit."),
        ModelFailure.RateLimited => "Ask less often, or raise the limit or the quota.",
        ModelFailure.BadRequest => "The server does not take this request: check the length of the input and the options against the model.",
        ModelFailure.ServerFault => "Try again; if it stays, look into the server's log.",
        ModelFailure.BrokenStream => "Ask again; if it stays, look into the server's log.",
        _ => $"Check that the URL is that of {api}.",
    };

    private static WireError? ParseError(ReadOnlySpan<byte> body)
    {
        try
        {
            using var parsed = JsonFields.Parse(body.ToArray());
            return WireError.Of(parsed.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Describe(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return $" with an HTML page{Quoted(Title(text))}";
        return Quoted(text);
    }

    private static string Title(string html)
    {
        const string open = "<title>";
        var from = html.IndexOf(open, StringComparison.OrdinalIgnoreCase);
        var to = from < 0 ? -1 : html.IndexOf("</title>", from, StringComparison.OrdinalIgnoreCase);
        return to < 0 ? "" : html[(from + open.Length)..to];
    }

    private string Quoted(string said)
    {
        var excerpt = redaction.Excerpt(said);
        return excerpt.Length == 0 ? "" : $": \"{excerpt}\"";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
