namespace Groundwork.Evals;

/// <summary>How a judge is asked.</summary>
public sealed record JudgeOptions
{
    /// <summary>The usual ones.</summary>
    public static JudgeOptions Default { get; } = new();

    /// <summary>How long one call may take; what takes longer has not judged. Default 60 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a call that took too long is made again, 0..5. Default 1.</summary>
    public int TimeoutRetries { get; init; } = 1;

    /// <summary>How often each item is judged, 1..25; the median of the verdicts counts. Default 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Most tokens of a verdict, reasons and thinking included. Default 2,000, so that models that think aloud come to their verdict.</summary>
    public int MostOutputTokens { get; init; } = 2_000;

    /// <summary>Temperature, 0..2. Default 0; it does not make a model repeat itself, <see cref="Repeats"/> measure that.</summary>
    public float Temperature { get; init; }

    /// <summary>Most characters of the texts of one call; longer ones fail instead of being judged by their beginning. Default 100,000.</summary>
    public int MostCharacters { get; init; } = 100_000;

    /// <summary>True to let a model judge its own answers. Default false: such an item fails with this reason.</summary>
    public bool MayJudgeItself { get; init; }

    /// <summary>
    /// Key of the codes that keep judged texts apart from orders, best drawn anew for each run or certificate, and part of the evidence of rubrics. Empty for codes that follow from the texts
    /// alone: whoever knows all other texts of a call can then compute the code of a text, though not write it into that text, since that changes it.
    /// </summary>
    public string Secret { get; init; } = "";

    /// <summary>Clock of the time-outs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>All that is wrong; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Timeout <= TimeSpan.Zero) problems.Add($"Timeout is {Timeout}; it must be above 0.");
        if (TimeoutRetries is < 0 or > 5) problems.Add(FormattableString.Invariant($"TimeoutRetries is {TimeoutRetries}; it must be 0..5."));
        if (Secret is null) problems.Add("Secret is missing; it may be empty.");
        if (Repeats is < 1 or > 25) problems.Add(FormattableString.Invariant($"Repeats is {Repeats}; it must be 1..25."));
        if (MostOutputTokens < 1) problems.Add(FormattableString.Invariant($"MostOutputTokens is {MostOutputTokens}; it must be at least 1."));
        if (float.IsNaN(Temperature) || Temperature is < 0 or > 2) problems.Add(FormattableString.Invariant($"Temperature is {Temperature}; it must be 0..2."));
        if (MostCharacters < 1) problems.Add(FormattableString.Invariant($"MostCharacters is {MostCharacters}; it must be at least 1."));
        return problems;
    }
}
