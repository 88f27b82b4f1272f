namespace Groundwork.Models;

/// <summary>An attempt that brought no answer.</summary>
/// <param name="Target">Who was asked.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Reason">The same in words; no key and no text of the request.</param>
public sealed record FailedAttempt(string Target, ModelFailure Kind, string Reason);
