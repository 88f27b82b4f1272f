namespace Groundwork.Knowledge;

/// <summary>Whose vectors these are. Two embedders never share a collection.</summary>
/// <param name="Model">The model's name; of a fitted one, its fingerprint.</param>
/// <param name="Dimensions">Length of its vectors, 1..4096.</param>
/// <param name="Kind">Where it comes from.</param>
public sealed record EmbedderIdentity(string Model, int Dimensions, EmbedderKind Kind = EmbedderKind.Endpoint)
{
    /// <summary>Like <c>"minilm-a" (384 dimensions)</c>, or <c>the collection's own model 3fa9c1d2e4b5a697 (64 dimensions)</c>.</summary>
    public override string ToString() => Kind switch
    {
        EmbedderKind.Fitted => FormattableString.Invariant($"the collection's own model {Model} ({Dimensions} dimensions)"),
        EmbedderKind.Given => FormattableString.Invariant($"vectors \"{Model}\" ({Dimensions} dimensions)"),
        _ => FormattableString.Invariant($"\"{Model}\" ({Dimensions} dimensions)"),
    };
}
