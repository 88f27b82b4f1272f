using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>
/// A model could not be used. The message names the URL without its query, the model, the status, a short excerpt of what the server
/// said and what to do; it never holds a key or text of the request.
/// </summary>
public sealed class ModelException : Exception
{
    /// <summary>Makes the exception.</summary>
    public ModelException(ModelFailure kind, bool isTransient, string message, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        IsTransient = isTransient;
    }

    /// <summary>What went wrong.</summary>
    public ModelFailure Kind { get; }

    /// <summary>True if the same request may succeed later, unchanged.</summary>
    public bool IsTransient { get; }

    /// <summary>HTTP status, 100..599; 200 where the model worked, and is paid for it, and gave up; null if no reply came, or the reply is not what its status announced.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What the provider counted for the attempt all the same; null if it did not say.</summary>
    public UsageDetails? Usage { get; init; }

    /// <summary>How long the server asks to wait, as it said it, not capped; null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Requests that were sent before giving up; 0 if the failure is known without asking.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Every attempt of the call that failed, in order; empty where only one client was asked, outside of a route.</summary>
    public IReadOnlyList<FailedAttempt> Failed { get; init; } = [];
}
