namespace Groundwork.Knowledge;

/// <summary>What a judging model says about a claim that has passed the checks by code.</summary>
public enum EntailmentVerdict
{
    /// <summary>No judge was asked.</summary>
    NotAsked,

    /// <summary>The claim follows from the words it cites.</summary>
    Yes,

    /// <summary>The judge cannot tell.</summary>
    Unknown,

    /// <summary>The judge failed, or did not answer with one of the three words.</summary>
    NotJudged,

    /// <summary>It does not follow: such a claim is unsupported.</summary>
    No,
}
