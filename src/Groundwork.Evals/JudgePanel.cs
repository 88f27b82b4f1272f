using Groundwork.Evals.Judging;
using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>
/// Several judges with one rubric. More than half must give a verdict, and the median of the verdicts counts: what the majority says where there is one. An even split is failed, because
/// nobody decided.
/// </summary>
/// <remarks>Verga et al. 2024, "Replacing Judges with Juries".</remarks>
public sealed class JudgePanel : IScorer, IGradingJudge
{
    private readonly IReadOnlyList<IGradingJudge> _judges;

    /// <summary>Makes the panel.</summary>
    /// <param name="name">What people know it by.</param>
    /// <param name="judges">Two or more, with the same rubric; an odd number leaves no even splits.</param>
    /// <exception cref="ArgumentException">There are fewer than two, two are the same, or rubrics differ.</exception>
    public JudgePanel(string name, IReadOnlyList<IGradingJudge> judges)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(judges);
        if (judges.Count < 2) throw new ArgumentException("A panel has two judges or more.", nameof(judges));
        if (judges.DistinctBy(judge => judge.Fingerprint, StringComparer.Ordinal).Count() != judges.Count) throw new ArgumentException("A judge is in the panel twice.", nameof(judges));
        if (judges.Any(judge => !string.Equals(judge.Rubric.Fingerprint, judges[0].Rubric.Fingerprint, StringComparison.Ordinal))) throw new ArgumentException("The judges of a panel grade by one rubric.", nameof(judges));
        (_judges, Name, Rubric) = ([.. judges], name, judges[0].Rubric);
        Fingerprint = ContentHash.OfText(string.Join('\n', ["panel-1", .. judges.Select(judge => judge.Fingerprint)])).Hex;
        Metrics = RubricScoring.MetricsOf(this);
    }

    /// <inheritdoc cref="IGradingJudge.Name" />
    public string Name { get; }

    string IScorer.Name => RubricScoring.ScorerName(Rubric);

    /// <inheritdoc cref="IGradingJudge.Fingerprint" />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public Rubric Rubric { get; }

    /// <inheritdoc />
    public IReadOnlyList<Metric> Metrics { get; }

    /// <inheritdoc />
    public JudgeKinship KinshipTo(string? model) => _judges.Max(judge => judge.KinshipTo(model));

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Grade>> GradeAsync(JudgedItem item, int repeat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        return [.. (await VerdictsAsync(item, repeat, cancellationToken)).Select(verdict => verdict.Result)];
    }

    /// <inheritdoc />
    public async ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(observation);
        if (RubricScoring.Refusal(observation) is { } refusal) return new ScoredObservation([.. Metrics.Select(_ => refusal)]);
        var item = RubricScoring.ItemOf(sample, observation);
        var verdicts = await VerdictsAsync(item, 0, cancellationToken);
        return RubricScoring.Scored(Rubric, new RubricVerdicts(Name, Fingerprint, KinshipTo(item.Model), verdicts), item);
    }

    private async ValueTask<IReadOnlyList<RubricVerdict>> VerdictsAsync(JudgedItem item, int repeat, CancellationToken cancellationToken)
    {
        var byJudge = await Task.WhenAll(_judges.Select(judge => AskAsync(judge, item, repeat, cancellationToken)));
        return
        [
            .. Rubric.Criteria.Select((criterion, c) =>
            {
                IReadOnlyList<Grade> grades = [.. byJudge.Select((grades, j) => Signed(grades[c], _judges[j].Name))];
                return new RubricVerdict(criterion.Name, grades, RubricScoring.Together(grades));
            }),
        ];
    }

    private async Task<IReadOnlyList<Grade>> AskAsync(IGradingJudge judge, JudgedItem item, int repeat, CancellationToken cancellationToken)
    {
        try
        {
            return await judge.GradeAsync(item, repeat, cancellationToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            return [.. Rubric.Criteria.Select(_ => new Grade.Failed($"{judge.Name} gave an error: {problem.GetType().Name}."))];
        }
    }

    private static Grade Signed(Grade grade, string judge) => grade is Grade.Given given ? given with { Reason = $"{judge}: {given.Reason}" } : grade;
}
