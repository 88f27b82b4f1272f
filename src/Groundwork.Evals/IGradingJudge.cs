namespace Groundwork.Evals;

/// <summary>Grades one answer by the criteria of a rubric.</summary>
public interface IGradingJudge
{
    /// <summary>What people know it by.</summary>
    string Name { get; }

    /// <summary>Hash of everything that decides what it says: model, rubric, prompt, options.</summary>
    string Fingerprint { get; }

    /// <summary>What it grades by.</summary>
    Rubric Rubric { get; }

    /// <summary>How it is related to the model that answered; of several judges, the closest.</summary>
    /// <param name="model">Id of the model; null when not told.</param>
    JudgeKinship KinshipTo(string? model);

    /// <summary>Grades one item as it does in scores: own repeats and what they come to included.</summary>
    /// <param name="item">What is graded.</param>
    /// <param name="repeat">From 0; part of the call, so that a cache tells repeats apart.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>One grade for each criterion of the rubric, in its order.</returns>
    ValueTask<IReadOnlyList<Grade>> GradeAsync(JudgedItem item, int repeat, CancellationToken cancellationToken);
}
