namespace Groundwork.Models;

/// <summary>One model at one server, as routes name it.</summary>
/// <param name="Name">Unique among targets.</param>
/// <param name="Provider">How the server speaks.</param>
/// <param name="Endpoint">Where it is, which model, and the limits of one attempt.</param>
public sealed record ModelTarget(string Name, ModelProvider Provider, ModelEndpoint Endpoint)
{
    /// <summary>What it can do; everything.</summary>
    public ModelAbilities Abilities { get; init; } = ModelAbilities.All;

    /// <summary>Tokens of prompt and answer together; 128 000.</summary>
    public int ContextTokens { get; init; } = 128_000;

    /// <summary>Most tokens of an answer, sent with every request that asks for no fewer, so that a reservation is an upper bound; 4 096.</summary>
    public int MaxOutputTokens { get; init; } = 4_096;

    /// <summary>What its tokens cost; null for nothing, as on one's own machine.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>Requests at a time, ≥ 1; 64. Further ones wait in a fair queue.</summary>
    public int MaxConcurrent { get; init; } = 64;

    /// <summary>File with the model's own vocabulary (<c>.tiktoken</c> or <c>tokenizer.json</c>); null to estimate.</summary>
    public string? TokenizerPath { get; init; }
}
