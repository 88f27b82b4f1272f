using System.Globalization;

namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>Measures the ranking of an observation against the judgements of its sample.</summary>
internal sealed class RankingScorer : IScorer
{
    private readonly IReadOnlyList<RankingMeasure> _measures;
    private readonly RankingRules _rules;

    private RankingScorer(IReadOnlyList<RankingMeasure> measures, RankingRules rules)
    {
        _measures = measures;
        _rules = rules;
        Metrics = [.. measures.Select(measure => measure.Metric with { Name = measure.Name + Suffix(rules) })];
        Fingerprint = ScorerFingerprint.Of(Name, 1, Metrics.Select(metric => metric.Name));
    }

    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo(
            "ranking",
            "Ranking measures as trec_eval defines them; ndcg has linear gains, ndcg_exp exponential ones.",
            "ranking[:measure,…][,relevant=GRADE][,depth=N], like ranking:ndcg@10,recall@5; trec_eval's names are known too",
            "judged documents; a ranking"),
        Make);

    public string Name => "ranking";

    public string Fingerprint { get; }

    public IReadOnlyList<Metric> Metrics { get; }

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken) => ValueTask.FromResult(Score(sample, observation));

    private static RankingScorer Make(ScorerSpec spec)
    {
        var rules = new RankingRules();
        var names = new List<string>();
        foreach (var part in spec.Rest.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Gains hold equals signs too: ndcg[1=1;2=3].
            if (part.Contains('[', StringComparison.Ordinal) || !part.Contains('=', StringComparison.Ordinal))
                names.Add(part);
            else if (part.StartsWith("relevant=", StringComparison.Ordinal))
                rules = rules with { RelevantFrom = Number(spec, part) };
            else if (part.StartsWith("depth=", StringComparison.Ordinal))
                rules = rules with { Depth = Number(spec, part) };
            else
                throw new ScorerSpecException($"The scorer \"ranking\" has no setting \"{part}\" ({spec.Text}). {Nearest.Sentence(part, ["relevant", "depth"])}");
        }

        var measures = names.Count == 0 ? RankingMeasures.Default : RankingMeasures.Parse(string.Join(',', names));
        if (measures.FirstOrDefault(measure => measure.Fold == RankingFold.GeometricMean) is { } geometric)
            throw new ScorerSpecException($"The measure \"{geometric.Name}\" is no mean over samples and has no interval. Ask for \"{geometric.Name[3..]}\" instead.");
        return new RankingScorer(measures, rules);
    }

    private static int Number(ScorerSpec spec, string part) =>
        int.TryParse(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new ScorerSpecException($"\"{part}\" in \"{spec.Text}\" is no whole number from 1.");

    private static string Suffix(RankingRules rules) =>
        (rules.RelevantFrom == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"/relevant{rules.RelevantFrom}"))
        + (rules.Depth == int.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $"/depth{rules.Depth}"));

    private ScoredObservation Score(Sample sample, Observation observation)
    {
        if (sample.Expected.Relevant is not { } judgements)
            return Scores.NotApplicable(Metrics, "Nobody judged documents for this sample.");
        try
        {
            // An empty ranking is judged first, so that a query without relevant documents is left out whether the subject failed or not.
            if (JudgedRanking.Of([], judgements, _rules).Relevant == 0)
                return Scores.NotApplicable(Metrics, "No relevant document is known for this query.");
            if (observation.Outcome == ObservedOutcome.Failed)
                return Scores.OfFailedSubject(Metrics, observation);
            if (observation.Ranking is not { } ranking)
                return Scores.NotApplicable(Metrics, "The subject ranks nothing.");
            var judged = JudgedRanking.Of(ranking, judgements, _rules);
            return new ScoredObservation([.. _measures.Select(measure => Of(measure, judged))]);
        }
        catch (RankingException problem)
        {
            return Scores.Failed(Metrics, problem.Message);
        }
    }

    private static Score Of(RankingMeasure measure, JudgedRanking judged) => measure.Of(judged) switch
    {
        { } value => new Score.Value(value, judged.Retrieved == 0 ? "Nothing was retrieved." : ""),
        null => new Score.NotApplicable("Nothing was retrieved."),
    };
}
