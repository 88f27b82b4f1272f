namespace Groundwork.Evals;

/// <summary>How far a run is.</summary>
public enum EvalRunState
{
    /// <summary>Observations are missing; it is running, or was interrupted and can be resumed.</summary>
    Running,

    /// <summary>Every observation is stored.</summary>
    Observed,

    /// <summary>A budget or the subject stopped it; it can be resumed.</summary>
    Stopped,
}
