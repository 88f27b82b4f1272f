using Groundwork.Evals.Judging;

namespace Groundwork.Evals;

/// <summary>Grades answers by a rubric, with a model: the reason before the level, one call for each criterion and repeat.</summary>
/// <remarks>
/// <para>Question, conversation, passages, reference and answer stand between marks with a code that none of them can know, and what looks like a verdict in them is marked as quoted. A verdict is one
/// JSON object in the judge's own message that carries the code. One that cannot be read is asked for once more; then the grade is failed, and no number is looked for in prose.</para>
/// <para>An item answered by the judge's own model fails, unless <see cref="JudgeOptions.MayJudgeItself"/>; one answered by a model of its family says so in its reason and its evidence.</para>
/// </remarks>
public sealed class RubricJudge : IScorer, IGradingJudge
{
    private readonly JudgeModel _judge;
    private readonly JudgeCall _call;

    /// <summary>Makes the judge.</summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public RubricJudge(JudgeModel judge, Rubric rubric, JudgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(rubric);
        _judge = judge;
        _call = new JudgeCall(judge, options ?? JudgeOptions.Default);
        Rubric = rubric;
        Fingerprint = _call.FingerprintWith("rubric", rubric.Fingerprint, RubricAsk.PromptFingerprint);
        Metrics = RubricScoring.MetricsOf(this);
    }

    /// <inheritdoc cref="IGradingJudge.Name" />
    public string Name => _judge.Name;

    // Scores are kept by the name of their scorer: those of one rubric never replace another's.
    string IScorer.Name => RubricScoring.ScorerName(Rubric);

    /// <inheritdoc cref="IGradingJudge.Fingerprint" />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public Rubric Rubric { get; }

    /// <inheritdoc />
    public IReadOnlyList<Metric> Metrics { get; }

    /// <inheritdoc />
    public JudgeKinship KinshipTo(string? model) => _judge.KinshipTo(model);

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
        var verdicts = new RubricVerdicts(Name, Fingerprint, KinshipTo(item.Model), await VerdictsAsync(item, 0, cancellationToken)) { Secret = _call.Options.Secret.Length == 0 ? null : _call.Options.Secret };
        return RubricScoring.Scored(Rubric, verdicts, item);
    }

    private async ValueTask<IReadOnlyList<RubricVerdict>> VerdictsAsync(JudgedItem item, int repeat, CancellationToken cancellationToken)
    {
        var verdicts = new List<RubricVerdict>(Rubric.Criteria.Count);
        var isItself = KinshipTo(item.Model) == JudgeKinship.SameModel && !_call.Options.MayJudgeItself;
        foreach (var criterion in Rubric.Criteria)
        {
            var grades = new List<Grade>(_call.Options.Repeats);
            for (var own = 0; own < _call.Options.Repeats; own++)
            {
                grades.Add(isItself
                    ? new Grade.Failed($"{_judge.Name} is the model that answered ({item.Model}). Name another judge, or allow it to judge itself.")
                    : await RubricAsk.GradeAsync(_call, Rubric, criterion, item, (repeat * _call.Options.Repeats) + own, cancellationToken));
            }

            verdicts.Add(new RubricVerdict(criterion.Name, grades, RubricScoring.Together(grades)));
        }

        return verdicts;
    }
}
