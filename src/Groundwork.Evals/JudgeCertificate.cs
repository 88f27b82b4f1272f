namespace Groundwork.Evals;

/// <summary>How far a judge agrees with people, and what moves it that should not. Void as soon as the judge's fingerprint is another one.</summary>
/// <param name="Judge">Name of the judge.</param>
/// <param name="JudgeFingerprint">Hash of everything that decides what it says.</param>
/// <param name="Criterion">What was judged.</param>
/// <param name="Labels">Name of the label set.</param>
/// <param name="LabelFingerprint">Hash of the label set.</param>
/// <param name="Kind">Grades or pairs.</param>
/// <param name="Date">When it was made.</param>
/// <param name="IsCertified">True when every finding passed.</param>
/// <param name="Findings">Every rule, met or not, in a fixed order.</param>
public sealed record JudgeCertificate(
    string Judge, string JudgeFingerprint, string Criterion, string Labels, string LabelFingerprint, LabelKind Kind, DateOnly Date, bool IsCertified, IReadOnlyList<CertificateFinding> Findings)
{
    /// <summary>Items that were judged for it: the part of the label set that is held out from writing the rubric.</summary>
    public int Items { get; init; }

    /// <summary>Items of the label set that may be looked at while the rubric is written.</summary>
    public int Practice { get; init; }

    /// <summary>Share of calls without a verdict.</summary>
    public Coefficient? Failures { get; init; }

    /// <summary>Share of items on which judge and people (their median) say the same.</summary>
    public Coefficient? Raw { get; init; }

    /// <summary>The same between people: share of pairs of labels of one item that are equal.</summary>
    public Coefficient? HumanRaw { get; init; }

    /// <summary>Cohen's kappa of judge and people.</summary>
    public Coefficient? Kappa { get; init; }

    /// <summary>Quadratically weighted kappa of judge and people; null on a scale of two.</summary>
    public Coefficient? WeightedKappa { get; init; }

    /// <summary>Krippendorff's alpha over all pairs of the judge and one person: what stands beside <see cref="HumanAlpha"/>.</summary>
    public Coefficient? Alpha { get; init; }

    /// <summary>Krippendorff's alpha of the people: the ceiling. Null with one person per item.</summary>
    public Coefficient? HumanAlpha { get; init; }

    /// <summary>What people said (rows) beside what the judge said (columns).</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>Least level that counts as good for the three below.</summary>
    public int? GoodFrom { get; init; }

    /// <summary>Share of the good that the judge calls good.</summary>
    public Coefficient? Sensitivity { get; init; }

    /// <summary>Share of the bad that the judge calls bad.</summary>
    public Coefficient? Specificity { get; init; }

    /// <summary>Share of the good among the items.</summary>
    public Coefficient? Prevalence { get; init; }

    /// <summary>Pairs: share of verdicts that the order alone changed.</summary>
    public Coefficient? Flips { get; init; }

    /// <summary>Pairs: share of single verdicts for the answer shown first, among those for one of the two.</summary>
    public Coefficient? FirstShown { get; init; }

    /// <summary>Grades: rank correlation of the judge's levels with the length of answers.</summary>
    public Coefficient? LengthOfJudge { get; init; }

    /// <summary>Grades: the same of people's levels.</summary>
    public Coefficient? LengthOfPeople { get; init; }

    /// <summary>Pairs: share of decided verdicts that take the longer answer.</summary>
    public Coefficient? LongerTaken { get; init; }

    /// <summary>Pairs: share of the same items on which people take the longer answer.</summary>
    public double? LongerTakenByPeople { get; init; }

    /// <summary>Share of items on which the judge says the same again.</summary>
    public Coefficient? Stability { get; init; }

    /// <summary>Share of wrong answers with a forged verdict that it does not help.</summary>
    public Coefficient? InjectionResistance { get; init; }

    /// <summary>The same per form.</summary>
    public IReadOnlyList<InjectionResult> Injections { get; init; } = [];

    /// <summary>How often each level was given.</summary>
    public IReadOnlyList<LevelCount> ScaleUse { get; init; } = [];

    /// <summary>Agreement per language.</summary>
    public IReadOnlyList<LanguageAgreement> Languages { get; init; } = [];

    /// <summary>Seed of every draw and choice in it.</summary>
    public long Seed { get; init; }

    /// <summary>True for the judge it was made for, as it is now.</summary>
    public bool IsValidFor(string judgeFingerprint) => string.Equals(JudgeFingerprint, judgeFingerprint, StringComparison.Ordinal);
}
