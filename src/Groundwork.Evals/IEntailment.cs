namespace Groundwork.Evals;

/// <summary>Says whether a text supports a statement.</summary>
public interface IEntailment
{
    /// <summary>What people know it by, like <c>lexical-numeric baseline</c> or the name of a judge.</summary>
    string Name { get; }

    /// <summary>Hash of everything that decides what it says.</summary>
    string Fingerprint { get; }

    /// <summary>False where it gives no verdict on answers of its own model.</summary>
    bool MayJudgeItself => true;

    /// <summary>How it is related to the model whose answer is looked at; unknown for one that is no model.</summary>
    /// <param name="model">Id of the model; null when not told.</param>
    JudgeKinship KinshipTo(string? model) => JudgeKinship.Unknown;

    /// <summary>Looks at a number of statements with one text.</summary>
    /// <param name="premise">What is known.</param>
    /// <param name="statements">Each stands alone.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>One verdict for each statement, in their order.</returns>
    ValueTask<IReadOnlyList<Entailment>> JudgeAsync(string premise, IReadOnlyList<string> statements, CancellationToken cancellationToken);
}
