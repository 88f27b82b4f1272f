namespace Groundwork.Evals.Reporting;

/// <summary>What was found about a claim of an answer.</summary>
internal enum ClaimVerdict
{
    /// <summary>Nobody looked, or there was no verdict.</summary>
    Unknown,

    /// <summary>What the subject had before it supports the claim, and the reference, where there is one, says the same.</summary>
    Supported,

    /// <summary>What the subject had before it supports the claim; the reference does not.</summary>
    NotInReference,

    /// <summary>The reference says it; nothing the subject had before it does.</summary>
    OwnKnowledge,

    /// <summary>Nothing supports it.</summary>
    Unsupported,
}
