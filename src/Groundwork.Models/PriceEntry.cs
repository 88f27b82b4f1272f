namespace Groundwork.Models;

/// <summary>What one model costs at one provider.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model's name there. A date or <c>latest</c> behind the name of a request is overlooked where no entry has it.</param>
/// <param name="Price">Its price, with the day it was checked.</param>
/// <param name="Source">Where it was read, such as a URL; for people.</param>
public sealed record PriceEntry(ModelProvider Provider, string Model, ModelPrice Price, string Source);
