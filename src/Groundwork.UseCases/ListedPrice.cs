namespace Groundwork.UseCases;

/// <summary>What one model costs at one provider.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model's name there.</param>
/// <param name="Price">Per million tokens.</param>
/// <param name="Source">Where it was read.</param>
public sealed record ListedPrice(string Provider, string Model, PriceReply Price, string Source);
