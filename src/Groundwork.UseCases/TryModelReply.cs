namespace Groundwork.UseCases;

/// <summary>What came of asking a route.</summary>
/// <param name="Route">The route.</param>
/// <param name="Target">Who answered.</param>
/// <param name="Failed">Attempts that failed before, in order.</param>
/// <param name="Text">The answer; for an embedding, what the vector is like.</param>
/// <param name="Usage">Tokens; null where the server does not say.</param>
/// <param name="CostUsd">US dollars of the answer itself; null where its price or its tokens are not known.</param>
/// <param name="FirstTokenMs">To the first content; null where there was none, or nothing is streamed.</param>
/// <param name="ElapsedMs">To the end.</param>
public sealed record TryModelReply(
    string Route, string Target, IReadOnlyList<ModelTraceFailure> Failed, string Text, UsageReply? Usage, decimal? CostUsd, long? FirstTokenMs, long ElapsedMs);
