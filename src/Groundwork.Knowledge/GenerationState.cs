namespace Groundwork.Knowledge;

/// <summary>What a generation is for.</summary>
public enum GenerationState
{
    /// <summary>Questions go to it.</summary>
    InUse,

    /// <summary>It was in use before and is kept complete, so that one can go back to it.</summary>
    Kept,

    /// <summary>It is being built. What a broken-off build left is removed by the next writer.</summary>
    Building,
}
