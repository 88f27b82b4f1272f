namespace Groundwork.Evals;

/// <summary>Which of two settings a key gets.</summary>
public enum Arm
{
    /// <summary>What is in use.</summary>
    A,

    /// <summary>What is tried.</summary>
    B,
}
