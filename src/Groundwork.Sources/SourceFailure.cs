namespace Groundwork.Sources;

/// <summary>Why something cannot be taken from its source.</summary>
public enum SourceFailure
{
    /// <summary>There is no such thing.</summary>
    NotFound,

    /// <summary>It may not be read: permissions, a login, robots.txt.</summary>
    Denied,

    /// <summary>Its server or disk does not answer, or answers with an error of its own.</summary>
    Unreachable,

    /// <summary>It did not arrive in time.</summary>
    TimedOut,

    /// <summary>It is larger than the limit.</summary>
    TooLarge,

    /// <summary>It leads to an address or a place that is not permitted.</summary>
    Forbidden,

    /// <summary>It changed while it was read.</summary>
    Changed,

    /// <summary>What the person wrote about the source cannot be used.</summary>
    BadSpecification,
}
