namespace Groundwork.Models;

/// <summary>Who asks, and what an answer may be shared with.</summary>
/// <param name="Caller">On whose behalf.</param>
/// <param name="Knowledge">Fingerprint of the knowledge that stands behind the request, such as a collection's generation and commit; empty where there is none.</param>
public sealed record CallContext(Caller Caller, string Knowledge = "")
{
    /// <summary>The person at this machine, with no knowledge behind the request.</summary>
    public static CallContext Local { get; } = new(Caller.Local);

    /// <summary>Answers may come from a cache, where the route has one; true.</summary>
    public bool MayReplay { get; init; } = true;
}
