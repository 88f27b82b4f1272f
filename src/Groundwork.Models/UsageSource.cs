namespace Groundwork.Models;

/// <summary>Who counted the tokens of an attempt.</summary>
public enum UsageSource
{
    /// <summary>The provider said so.</summary>
    Provider,

    /// <summary>They were counted here, because the provider did not say, or the stream was cut off.</summary>
    Counted,

    /// <summary>Nothing was used: the attempt never reached a model, or the answer was a replay.</summary>
    None,

    /// <summary>The process ended before it knew; booked at the most it can have been.</summary>
    InDoubt,
}
