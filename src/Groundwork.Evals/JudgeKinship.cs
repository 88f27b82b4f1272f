namespace Groundwork.Evals;

/// <summary>How a judge and the model it judges are related. Models prefer their own words. In order of closeness.</summary>
/// <remarks>Panickssery, Bowman and Feng 2024, "LLM Evaluators Recognize and Favor Their Own Generations".</remarks>
public enum JudgeKinship
{
    /// <summary>It is not told which model answered.</summary>
    Unknown,

    /// <summary>Models of different families.</summary>
    Unrelated,

    /// <summary>Models of the same family, like two sizes of one.</summary>
    SameFamily,

    /// <summary>The same model.</summary>
    SameModel,
}
