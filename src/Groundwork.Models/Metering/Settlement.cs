namespace Groundwork.Models.Metering;

/// <summary>How an attempt ended.</summary>
/// <param name="Usage">Tokens it used.</param>
/// <param name="Source">Who counted them.</param>
/// <param name="Failure">What went wrong; null for a complete answer.</param>
/// <param name="IsAborted">The caller gave up.</param>
/// <param name="FirstToken">From sending to the first content; null where none came.</param>
/// <param name="Duration">From sending to the end.</param>
internal sealed record Settlement(TokenUsage Usage, UsageSource Source, ModelFailure? Failure, bool IsAborted, TimeSpan? FirstToken, TimeSpan Duration);
