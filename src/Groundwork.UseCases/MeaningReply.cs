using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>What finds by meaning, beside words.</summary>
/// <param name="Kind"><c>fitted</c>: learnt from the collection itself; <c>endpoint</c>: a configured embedder; <c>given</c>: vectors that came with the records.</param>
/// <param name="Model">The embedder's name, or the fingerprint of what was learnt.</param>
/// <param name="Dimensions">Length of its vectors.</param>
public sealed record MeaningReply(string Kind, string Model, int Dimensions)
{
    internal static MeaningReply? Of(EmbedderIdentity? embedder) => embedder is null ? null : new MeaningReply(
        embedder.Kind switch
        {
            EmbedderKind.Fitted => "fitted",
            EmbedderKind.Endpoint => "endpoint",
            EmbedderKind.Given => "given",
            _ => throw new ArgumentOutOfRangeException(nameof(embedder), embedder.Kind, "An unknown kind of embedder."),
        },
        embedder.Model,
        embedder.Dimensions);
}
