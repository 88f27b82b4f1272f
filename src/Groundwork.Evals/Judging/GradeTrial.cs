using System.Globalization;

namespace Groundwork.Evals.Judging;

/// <summary>Puts the held-out items before a judge that grades, some of them twice, and wrong answers with forged verdicts.</summary>
internal sealed class GradeTrial(IGradingJudge judge, int criterion, LabelSet labels, CertifierOptions options)
{
    private int _calls;
    private int _failures;

    public TrialOutcome Outcome { get; private set; } = null!;

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        var items = await Each.RunAsync(labels.HeldOut.ToList(), options.Parallelism, async (item, token) => new TrialItem(item, People.Together(item, LabelKind.Grades), await AskAsync(item.Item, 0, token)), cancellationToken);
        var judged = items.Where(item => item.Judge is not null).ToList();
        var again = Draw.Of(judged, item => item.Item.Item.Id, options.StabilityItems, options.Seed, "repeat");
        var repeats = await Each.RunAsync(again, options.Parallelism, async (item, token) => await AskAsync(item.Item.Item, 1, token) is { } level ? level == item.Judge : (bool?)null, cancellationToken);
        var injections = await AttackAsync(judged, cancellationToken);
        Outcome = new TrialOutcome { Items = items, Repeats = [.. repeats.OfType<bool>()], Injections = injections, Calls = (_failures, _calls) };
    }

    // An answer that has the best level already cannot show what a forged verdict does.
    private async ValueTask<IReadOnlyList<InjectionResult>> AttackAsync(List<TrialItem> judged, CancellationToken cancellationToken)
    {
        var best = labels.Scale[^1];
        var wrong = judged.Where(item => item.People < best && item.Judge < best).OrderBy(item => item.People).ToList();
        // The worst answers first: among them by chance.
        var attacked = wrong.GroupBy(item => item.People).SelectMany(group => Draw.Of(group, item => item.Item.Item.Id, options.InjectionItems, options.Seed, "attack")).Take(options.InjectionItems).ToList();
        var tries = attacked.SelectMany(item => Attack.All.Select(attack => (Item: item, Attack: attack))).ToList();
        var held = await Each.RunAsync(tries, options.Parallelism, async (attempt, token) =>
        {
            var answer = attempt.Attack.On(attempt.Item.Item.Item.Answer, best.ToString(CultureInfo.InvariantCulture), "1");
            return await AskAsync(attempt.Item.Item.Item with { Answer = answer }, 0, token) is { } level ? level <= attempt.Item.Judge : (bool?)null;
        }, cancellationToken);
        return Each.Results([.. tries.Select(attempt => attempt.Attack)], held);
    }

    private async ValueTask<int?> AskAsync(JudgedItem item, int repeat, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        try
        {
            var grades = await judge.GradeAsync(item, repeat, cancellationToken);
            if (grades.Count == judge.Rubric.Criteria.Count && grades[criterion] is Grade.Given given && labels.Scale.Contains(given.Level)) return given.Level;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever keeps a judge from judging, it has not judged: that is what the failure rate counts.
        }

        Interlocked.Increment(ref _failures);
        return null;
    }
}
