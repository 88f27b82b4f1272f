namespace Groundwork.UseCases;

/// <summary>Known prices.</summary>
/// <param name="Prices">By provider and model.</param>
public sealed record PricesReply(IReadOnlyList<ListedPrice> Prices);
