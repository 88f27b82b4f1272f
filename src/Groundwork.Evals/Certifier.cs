using Groundwork.Evals.Judging;

namespace Groundwork.Evals;

/// <summary>Compares a judge with people on the held-out items of a label set, and tries what should not move it: order, length, repetition, forged verdicts.</summary>
public sealed class Certifier
{
    private readonly CertifierOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes the certifier.</summary>
    /// <param name="options">How it is done.</param>
    /// <param name="time">Clock for the date.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public Certifier(CertifierOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(' ', problems), nameof(options));
        (_options, _time) = (options, time);
    }

    /// <summary>Certifies a judge that grades, on the criterion of the set.</summary>
    /// <param name="judge">Its rubric has a criterion of the set's name with the levels of the set's scale.</param>
    /// <param name="labels">Grades.</param>
    /// <param name="cancellationToken">Cancels the work; there is no half certificate.</param>
    /// <exception cref="ArgumentException">Judge and labels do not fit each other.</exception>
    public async ValueTask<JudgeCertificate> CertifyAsync(IGradingJudge judge, LabelSet labels, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Kind != LabelKind.Grades) throw new ArgumentException($"The labels of \"{labels.Name}\" are about pairs; this judge grades.", nameof(labels));
        var criterion = CriterionOf(judge.Rubric, labels);
        var trial = new GradeTrial(judge, criterion, labels, _options);
        await trial.RunAsync(cancellationToken);
        return CertificateWriter.Of(judge.Name, judge.Fingerprint, judge.Rubric.Criteria[criterion].Name, labels, trial.Outcome, _options, Today());
    }

    /// <summary>Certifies a judge that compares.</summary>
    /// <param name="judge">The judge.</param>
    /// <param name="labels">Pairs.</param>
    /// <param name="cancellationToken">Cancels the work; there is no half certificate.</param>
    /// <exception cref="ArgumentException">The labels are no pairs.</exception>
    public async ValueTask<JudgeCertificate> CertifyAsync(IPairJudge judge, LabelSet labels, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Kind != LabelKind.Pairs) throw new ArgumentException($"The labels of \"{labels.Name}\" are grades; this judge compares pairs.", nameof(labels));
        var trial = new PairTrial(judge, labels, _options);
        await trial.RunAsync(cancellationToken);
        return CertificateWriter.Of(judge.Name, judge.Fingerprint, labels.Criterion, labels, trial.Outcome, _options, Today());
    }

    private static int CriterionOf(Rubric rubric, LabelSet labels)
    {
        var index = rubric.Criteria.ToList().FindIndex(criterion => string.Equals(criterion.Name, labels.Criterion, StringComparison.Ordinal));
        if (index < 0) throw new ArgumentException($"The rubric \"{rubric.Name}\" has no criterion \"{labels.Criterion}\"; it has {string.Join(", ", rubric.Criteria.Select(criterion => criterion.Name))}. What was labelled and what is judged must be one thing: rename one of them if it is.", nameof(labels));
        var levels = rubric.Criteria[index].Levels.Select(level => level.Value).ToList();
        return levels.SequenceEqual(labels.Scale)
            ? index
            : throw new ArgumentException($"The criterion \"{rubric.Criteria[index].Name}\" has the levels {string.Join(", ", levels)} and the labels have {string.Join(", ", labels.Scale)}: they cannot be compared.", nameof(labels));
    }

    private DateOnly Today() => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
}
