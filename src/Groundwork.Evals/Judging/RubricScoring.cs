using System.Globalization;

namespace Groundwork.Evals.Judging;

/// <summary>How grades become scores, the same for one judge and for several.</summary>
internal static class RubricScoring
{
    /// <summary>Name under which an observation tells the model that answered.</summary>
    private const string ModelFact = "model";

    /// <summary>What a rubric is called among scorers, whoever judges by it.</summary>
    public static string ScorerName(Rubric rubric) => "rubric:" + rubric.Name;

    public static IReadOnlyList<Metric> MetricsOf(IGradingJudge judge) =>
    [
        .. judge.Rubric.Criteria.Select(criterion => new Metric($"{judge.Rubric.Name}.{criterion.Name}", criterion.Question, criterion.Levels[0].Value, criterion.Levels[^1].Value)
        {
            Judge = judge.Name,
            JudgeFingerprint = judge.Fingerprint,
            IsRate = criterion is { IsBinary: true } && criterion.Levels[0].Value == 0 && criterion.Levels[1].Value == 1,
        }),
    ];

    /// <summary>The model that answered; null when the observation does not tell.</summary>
    public static string? ModelOf(Observation observation) => observation.Facts.GetValueOrDefault(ModelFact);

    public static JudgedItem ItemOf(Sample sample, Observation observation) => new(sample.Id, sample.Input, observation.Text)
    {
        Before = sample.Before,
        Passages = observation.Passages?.Select(passage => passage.Text).ToList(),
        Reference = sample.Expected.Reference,
        Model = ModelOf(observation),
    };

    /// <summary>Why nothing is asked about the observation; null when something is.</summary>
    public static Score? Refusal(Observation observation)
    {
        if (observation.Outcome == ObservedOutcome.Failed) return new Score.Failed("The subject failed.");
        if (!string.IsNullOrWhiteSpace(observation.Text)) return null;
        return observation.Outcome == ObservedOutcome.Abstained ? new Score.NotApplicable("The answer is a refusal without words.") : new Score.Failed("The subject said nothing.");
    }

    /// <summary>
    /// What several grades come to: more than half must have been given, and their median counts, which is what the majority says where there is one. An even split is failed: nobody decided.
    /// </summary>
    public static Grade Together(IReadOnlyList<Grade> grades)
    {
        if (grades.Count == 1) return grades[0];
        var given = grades.OfType<Grade.Given>().OrderBy(grade => grade.Level).ToList();
        if (given.Count * 2 <= grades.Count)
            return new Grade.Failed(string.Create(CultureInfo.InvariantCulture, $"{grades.Count - given.Count} of {grades.Count} verdicts are missing: {grades.OfType<Grade.Failed>().First().Reason}"));
        var (low, high) = (given[(given.Count - 1) / 2], given[given.Count / 2]);
        return low.Level == high.Level ? low : new Grade.Failed(string.Create(CultureInfo.InvariantCulture, $"The verdicts are split between {low.Level} and {high.Level}."));
    }

    public static ScoredObservation Scored(Rubric rubric, RubricVerdicts verdicts, JudgedItem item)
    {
        var isRelated = verdicts.Kinship is JudgeKinship.SameFamily or JudgeKinship.SameModel;
        var scores = rubric.Criteria.Zip(verdicts.Criteria, (criterion, verdict) => verdict.Result switch
        {
            Grade.Given given => new Score.Value(given.Level, isRelated ? $"[judged by a relative of the model that answered] {given.Reason}" : given.Reason),
            _ when RubricAsk.Missing(criterion, item) is { } missing => new Score.NotApplicable(missing),
            Grade.Failed failed => new Score.Failed(failed.Reason),
            _ => (Score)new Score.Failed("No verdict."),
        });
        return new ScoredObservation([.. scores]) { Evidence = RubricVerdictsFormat.Write(verdicts) };
    }
}
