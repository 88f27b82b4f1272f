namespace Groundwork.Models;

/// <summary>What a model can do beyond plain text. A request that needs more is not sent to it.</summary>
[Flags]
public enum ModelAbilities
{
    /// <summary>Plain text only.</summary>
    None = 0,

    /// <summary>Calls tools.</summary>
    Tools = 1,

    /// <summary>Answers in a given JSON schema.</summary>
    Json = 2,

    /// <summary>Reads images.</summary>
    Vision = 4,

    /// <summary>Everything above.</summary>
    All = Tools | Json | Vision,
}
