namespace Groundwork.Evals;

/// <summary>What a page shows.</summary>
public sealed record HtmlReportOptions
{
    /// <summary>What is taken where nothing is said.</summary>
    public static HtmlReportOptions Default { get; } = new();

    /// <summary>Samples shown whole because they are the worst, 0..2,000. Default 100.</summary>
    public int Worst { get; init; } = 100;

    /// <summary>Samples shown whole that are drawn by chance from the others, 0..2,000. Default 50.</summary>
    public int Drawn { get; init; } = 50;

    /// <summary>Characters of a passage, answer or turn that are shown before it is cut, 200..200,000. Default 4,000.</summary>
    public int TextChars { get; init; } = 4_000;

    /// <summary>Metrics with a column in the tables of samples, 1..20. Default 6; the others are in the files.</summary>
    public int Columns { get; init; } = 6;

    /// <summary>Samples with a row in the tables, the worst first, 0..1,000,000. Default 1,000,000.</summary>
    public int Rows { get; init; } = 1_000_000;

    /// <summary>Name of the metric that decides which samples are worst; null for the first of the report.</summary>
    public string? OrderBy { get; init; }

    /// <summary>Name of the metric that says whether an answer is right, for the plot of confidences; null for the first rate where more is better.</summary>
    public string? Correctness { get; init; }

    /// <summary>Everything that is wrong with the options; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Worst is < 0 or > 2000) problems.Add(FormattableString.Invariant($"{Worst} worst samples cannot be shown; choose 0 to 2000."));
        if (Drawn is < 0 or > 2000) problems.Add(FormattableString.Invariant($"{Drawn} drawn samples cannot be shown; choose 0 to 2000."));
        if (TextChars is < 200 or > 200_000) problems.Add(FormattableString.Invariant($"Texts cannot be cut at {TextChars} characters; choose 200 to 200000."));
        if (Rows is < 0 or > 1_000_000) problems.Add(FormattableString.Invariant($"{Rows} rows cannot be shown; choose 0 to 1000000."));
        if (Columns is < 1 or > 20) problems.Add(FormattableString.Invariant($"{Columns} columns cannot be shown; choose 1 to 20."));
        return problems;
    }
}
