namespace Groundwork.Evals;

/// <summary>What drafts must be.</summary>
public sealed record DraftOptions
{
    /// <summary>A thousand questions, three words to thirty each.</summary>
    public static DraftOptions Default { get; } = new();

    /// <summary>Most drafts altogether, from 1. Default 1000. They are spread evenly over the documents.</summary>
    public int Most { get; init; } = 1000;

    /// <summary>Decides every choice. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Fewest words of a question, from 1. Default 3.</summary>
    public int FewestWords { get; init; } = 3;

    /// <summary>Most words of a question. Default 30.</summary>
    public int MostWords { get; init; } = 30;

    /// <summary>Greatest share of a passage's different words that its question may repeat, above 0 and up to 1. Default 0.5: beyond, the question is the passage.</summary>
    public double MostLeakage { get; init; } = 0.5;

    /// <summary>Likeness from which two questions count as the same, above 0 and up to 1. Default 0.8.</summary>
    public double NearDuplicate { get; init; } = 0.8;

    /// <summary>Everything that is wrong with the values; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Most < 1) problems.Add(FormattableString.Invariant($"The most drafts are 1 or more, not {Most}."));
        if (FewestWords < 1 || MostWords < FewestWords) problems.Add(FormattableString.Invariant($"A question has 1 word or more and not less at most than at least; {FewestWords} to {MostWords} is not possible."));
        if (!(MostLeakage is > 0 and <= 1)) problems.Add(FormattableString.Invariant($"The greatest share of repeated words is above 0 and up to 1, not {MostLeakage}."));
        if (!(NearDuplicate is > 0 and <= 1)) problems.Add(FormattableString.Invariant($"The likeness of duplicates is above 0 and up to 1, not {NearDuplicate}."));
        return problems;
    }
}
