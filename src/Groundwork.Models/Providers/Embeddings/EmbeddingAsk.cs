namespace Groundwork.Models.Providers.Embeddings;

/// <summary>An embeddings request before it is written.</summary>
/// <param name="Texts">At least one.</param>
/// <param name="Model">Who is asked.</param>
/// <param name="Dimensions">Length of the vectors; null for the model's own.</param>
/// <param name="IsQuery">True for queries, false for what is to be found, null where it does not matter.</param>
internal sealed record EmbeddingAsk(IReadOnlyList<string> Texts, string Model, int? Dimensions, bool? IsQuery);
