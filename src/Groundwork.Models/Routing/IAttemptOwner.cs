using Groundwork.Models.Metering;

namespace Groundwork.Models.Routing;

/// <summary>What an attempt needs of the request that it belongs to.</summary>
internal interface IAttemptOwner
{
    /// <summary>The route.</summary>
    RouteState Route { get; }

    /// <summary>The answer comes in pieces.</summary>
    bool IsStreamed { get; }

    /// <summary>The caller's token.</summary>
    CancellationToken Caller { get; }

    /// <summary>Time left of the whole call.</summary>
    TimeSpan Remaining { get; }

    /// <summary>True if another target could still be asked.</summary>
    bool HasMore { get; }

    /// <summary>The attempt as the meter sees it.</summary>
    MeteredAttempt Metered(TargetState state);

    /// <summary>Input tokens by the target's own counter.</summary>
    long CountInput(Attempt attempt);
}
