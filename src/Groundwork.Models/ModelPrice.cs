namespace Groundwork.Models;

/// <summary>What a model's tokens cost.</summary>
/// <param name="Input">Per million input tokens.</param>
/// <param name="Output">Per million output tokens.</param>
/// <param name="CachedInput">Per million input tokens out of the provider's cache.</param>
/// <param name="AsOf">The day for which these are known.</param>
public sealed record ModelPrice(Money Input, Money Output, Money CachedInput, DateOnly AsOf)
{
    private const long Million = 1_000_000;

    /// <summary>Cost of some tokens, rounded up to a nano-dollar, so that a sum of parts is never less than the whole.</summary>
    public Money Of(TokenUsage usage)
    {
        var millionths = (((Int128)(usage.Input - usage.CachedInput) * Input.NanoUsd) + ((Int128)usage.CachedInput * CachedInput.NanoUsd)) + ((Int128)usage.Output * Output.NanoUsd);
        return new Money(checked((long)((millionths + Million - 1) / Million)));
    }
}
