namespace Groundwork.UseCases;

/// <summary>What a million tokens cost, in US dollars.</summary>
/// <param name="InputUsd">Read.</param>
/// <param name="OutputUsd">Written.</param>
/// <param name="CachedInputUsd">Read out of the provider's own cache.</param>
/// <param name="AsOf">The day on which a person checked it; null where none is given.</param>
public sealed record PriceReply(decimal InputUsd, decimal OutputUsd, decimal CachedInputUsd, DateOnly? AsOf);
