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
    /// <param name="repeat">From 0; part of the call, so that a cache tells repeats apart.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    ValueTask<PairVerdict> CompareAsync(JudgedItem item, int repeat, CancellationToken cancellationToken);
}
