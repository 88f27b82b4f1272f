namespace Groundwork.Evals;

/// <summary>Says which of two answers is better.</summary>
public interface IPairJudge
{
    /// <summary>What people know it by.</summary>
    string Name { get; }

    /// <summary>Hash of everything that decides what it says.</summary>
    string Fingerprint { get; }

    /// <summary>Compares the two answers of one item, in both orders.</summary>
    /// <param name="item">With <see cref="JudgedItem.Other"/>.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    ValueTask<PairVerdict> CompareAsync(JudgedItem item, CancellationToken cancellationToken);
}
