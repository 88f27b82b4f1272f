namespace Groundwork.Evals.Judging;

/// <summary>All that was seen of a judge.</summary>
internal sealed class TrialOutcome
{
    public required IReadOnlyList<TrialItem> Items { get; init; }

    /// <summary>Whether the judge said the same again, one for each item that was judged twice.</summary>
    public required IReadOnlyList<bool> Repeats { get; init; }

    public required IReadOnlyList<InjectionResult> Injections { get; init; }

    /// <summary>Times the judge was asked, and times it gave no verdict.</summary>
    public required (int Failed, int All) Calls { get; init; }

    /// <summary>Pairs: whether the order alone changed the verdict, one for each verdict.</summary>
    public IReadOnlyList<bool> Flips { get; init; } = [];

    /// <summary>Pairs: whether the answer shown first won, one for each single verdict for one of the two.</summary>
    public IReadOnlyList<bool> FirstShown { get; init; } = [];
}
