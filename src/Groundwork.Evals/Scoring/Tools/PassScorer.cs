using System.Globalization;

namespace Groundwork.Evals.Scoring.Tools;

/// <summary>Chance that at least one, or all, of k tries succeed; what success is, another scorer says.</summary>
internal sealed class PassScorer : IScorer
{
    private const int MostTries = 1000;

    private readonly IReadOnlyList<(IScorer Scorer, int Metric)> _successes;

    private PassScorer(string name, string fingerprint, RepeatRule repeats, string meaning, IReadOnlyList<(IScorer Scorer, int Metric)> successes)
    {
        _successes = successes;
        Name = name;
        Fingerprint = fingerprint;
        Metrics = [new Metric(name, meaning) { IsRate = true, OfFailedItem = 0, Repeats = repeats }];
    }

    public static ScorerMaker AnyMaker { get; } = Maker("pass@k", "at least one of k tries succeeds: 1 − C(n−c, k) / C(n, k)", k => new RepeatRule.AnyOf(k));

    public static ScorerMaker AllMaker { get; } = Maker("pass^k", "all of k tries succeed: C(c, k) / C(n, k)", k => new RepeatRule.AllOf(k));

    public string Name { get; }

    public string Fingerprint { get; }

    public IReadOnlyList<Metric> Metrics { get; }

    public async ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        var reason = "";
        foreach (var (scorer, metric) in _successes)
        {
            var scored = await scorer.ScoreAsync(sample, observation, cancellationToken);
            if (scored.Scores[metric] is not Score.NotApplicable unasked)
                return new([scored.Scores[metric]]);
            reason = unasked.Reason;
        }

        return Scores.NotApplicable(Metrics, _successes.Count == 1 ? reason : "The sample says nothing about success: no checks, end state, tool calls or answers.");
    }

    private static ScorerMaker Maker(string name, string chance, Func<int, RepeatRule> rule) => new(
        new ScorerInfo(
            name,
            $"Chance that {chance} (Chen et al. 2021; Yao et al. 2024). Needs at least k repeats.",
            $"{name[..^1]}NUMBER[:SCORER], like {name[..^1]}3 or {name[..^1]}3:exact; without a scorer the first of checks, end-state, tools and exact that the sample is made for",
            "what the scorer of success needs"),
        spec => Make(spec, chance, rule));

    private static PassScorer Make(ScorerSpec spec, string chance, Func<int, RepeatRule> rule)
    {
        if (!int.TryParse(spec.Name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var tries) || tries is < 1 or > MostTries)
            throw new ScorerSpecException($"The scorer \"{spec.Name}\" needs a number of tries from 1 to {MostTries}, like {spec.Name[..Math.Min(5, spec.Name.Length)]}3.");
        var names = spec.Rest.Length > 0 ? [spec.Rest] : (string[])["checks", "end-state", "tools", "exact"];
        var successes = names.Select(name => Success(spec, name)).ToList();
        var fingerprint = ScorerFingerprint.Of(spec.Name, 1, successes.Select(success => success.Scorer.Fingerprint));
        var full = spec.Rest.Length > 0 ? $"{spec.Name}:{spec.Rest}" : spec.Name;
        return new PassScorer(full, fingerprint, rule(tries), $"Chance that {chance}, with k = {tries}.", successes);
    }

    private static (IScorer Scorer, int Metric) Success(ScorerSpec spec, string name)
    {
        var scorer = Scorers.Create(name, folder: spec.Folder);
        for (var index = 0; index < scorer.Metrics.Count; index++)
        {
            if (scorer.Metrics[index].IsRate)
                return (scorer, index);
        }

        throw new ScorerSpecException($"The scorer \"{name}\" in \"{spec.Text}\" tells no success: none of its metrics is 0 or 1. Take one like exact, checks, tools or end-state.");
    }
}
