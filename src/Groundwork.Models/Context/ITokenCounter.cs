namespace Groundwork.Models.Context;

/// <summary>Counts or estimates the tokens that a model makes of texts. Safe for concurrent use.</summary>
internal interface ITokenCounter
{
    /// <summary>Relative error that nine of ten counts stay below, 0..1; 0 for the model's own tokenizer.</summary>
    double Error { get; }

    /// <summary>Tokens of a text, ≥ 0.</summary>
    long Count(ReadOnlySpan<char> text);

    /// <summary>Learns from what a provider counted for a request that was made of this.</summary>
    void Learn(TextTally prompt, long tokens);

    /// <summary>True if the next count of a provider should be learned from.</summary>
    bool WantsToLearn { get; }
}
