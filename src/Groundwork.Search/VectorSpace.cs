namespace Groundwork.Search;

/// <summary>The space an index keeps its vectors in, fixed when the index is made.</summary>
/// <param name="Model">Name or fingerprint of the embedder.</param>
/// <param name="Dimensions">1..4096.</param>
/// <param name="Similarity">How nearness is measured.</param>
public sealed record VectorSpace(string Model, int Dimensions, Similarity Similarity);
