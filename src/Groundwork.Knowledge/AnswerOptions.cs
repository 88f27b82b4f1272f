namespace Groundwork.Knowledge;

/// <summary>What a person or collection wants of answers.</summary>
public sealed record AnswerOptions
{
    /// <summary>The default of <see cref="WrongCost"/>: a cited sentence shows its reader at once what it is worth, so that a missing answer costs more than a wrong one.</summary>
    public const double DefaultWrongCost = 0.43;

    /// <summary>Largest <see cref="WrongCost"/>.</summary>
    public const double MostWrongCost = 1000;

    /// <summary>What becomes of unsupported sentences of a draft. Default: removed.</summary>
    public UnsupportedPolicy Unsupported { get; init; } = UnsupportedPolicy.Remove;

    /// <summary>
    /// Cost of a wrong answer relative to a missing one, 0..1000. An extractive answer is given when its confidence is at least cost / (1 + cost): 0 always answers, 1 wants
    /// an even chance, 9 nine in ten. Null takes the default for extractive answers, and gives a generated answer whenever a checked sentence is left.
    /// </summary>
    public double? WrongCost { get; init; }

    /// <summary>How the model writes. Default: text.</summary>
    public DraftForm Form { get; init; } = DraftForm.Text;

    /// <summary>All problems with these values; empty when there are none.</summary>
    public IReadOnlyList<string> Validate() =>
        WrongCost is { } cost && !(cost is >= 0 and <= MostWrongCost) ? [FormattableString.Invariant($"wrongCost is {cost}; it must lie in 0..{MostWrongCost}.")] : [];

    /// <summary>Least confidence at which answering costs less than not answering.</summary>
    public static double LeastConfidence(double wrongCost) => wrongCost / (1 + wrongCost);
}
