namespace Groundwork.Knowledge;

/// <summary>Whose vectors these are. Two embedders never share a collection.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Dimensions">Length of its vectors, 1..4096.</param>
public sealed record EmbedderIdentity(string Model, int Dimensions)
{
    /// <summary>Like <c>"minilm-a" (384 dimensions)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"\"{Model}\" ({Dimensions} dimensions)");
}
