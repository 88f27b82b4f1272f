namespace Groundwork.Evals;

/// <summary>What the labels of a set mean.</summary>
public enum LabelKind
{
    /// <summary>A level of a criterion, higher is better.</summary>
    Grades,

    /// <summary>1 when the first answer is better, −1 when the other one is, 0 for neither.</summary>
    Pairs,
}
