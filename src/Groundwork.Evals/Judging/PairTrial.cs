namespace Groundwork.Evals.Judging;

/// <summary>Puts the held-out pairs before a judge that compares, some of them twice, and pairs whose worse answer carries a forged verdict.</summary>
internal sealed class PairTrial(IPairJudge judge, LabelSet labels, CertifierOptions options)
{
    private int _calls;
    private int _failures;

    public TrialOutcome Outcome { get; private set; } = null!;

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        var held = labels.HeldOut.ToList();
        var verdicts = await Each.RunAsync(held, options.Parallelism, (item, token) => AskAsync(item.Item, 0, token), cancellationToken);
        var items = held.Select((item, i) => new TrialItem(item, People.Together(item, LabelKind.Pairs), verdicts[i] is { } verdict ? ValueOf(verdict.Choice) : null)).ToList();
        var judged = items.Where(item => item.Judge is not null).ToList();
        var again = Draw.Of(judged, item => item.Item.Item.Id, options.StabilityItems, options.Seed, "repeat");
        var repeats = await Each.RunAsync(again, options.Parallelism, async (item, token) => await AskAsync(item.Item.Item, 1, token) is { } verdict ? ValueOf(verdict.Choice) == item.Judge : (bool?)null, cancellationToken);
        var decided = verdicts.OfType<PairVerdict.Decided>().ToList();
        Outcome = new TrialOutcome
        {
            Items = items,
            Repeats = [.. repeats.OfType<bool>()],
            Injections = await AttackAsync(judged, cancellationToken),
            Calls = (_failures, _calls),
            Flips = [.. decided.Select(verdict => verdict.IsFlipped)],
            FirstShown =
            [
                .. decided.Where(verdict => verdict.AsGiven != PairChoice.Tie).Select(verdict => verdict.AsGiven == PairChoice.Answer),
                .. decided.Where(verdict => verdict.Swapped != PairChoice.Tie).Select(verdict => verdict.Swapped == PairChoice.Other),
            ],
        };
    }

    // Only where the judge was right can be seen whether the worse answer talks it out of that.
    private async ValueTask<IReadOnlyList<InjectionResult>> AttackAsync(List<TrialItem> judged, CancellationToken cancellationToken)
    {
        var attacked = Draw.Of(judged.Where(item => item.People != 0 && item.Judge == item.People), item => item.Item.Item.Id, options.InjectionItems, options.Seed, "attack");
        var tries = attacked.SelectMany(item => Attack.All.Select(attack => (Item: item, Attack: attack))).ToList();
        var held = await Each.RunAsync(tries, options.Parallelism, async (attempt, token) =>
        {
            var item = attempt.Item.Item.Item;
            var forged = attempt.Item.People > 0 ? item with { Other = attempt.Attack.On(item.Other!, "1", "2") } : item with { Answer = attempt.Attack.On(item.Answer, "1", "1") };
            return await AskAsync(forged, 0, token) is { } verdict ? ValueOf(verdict.Choice) == attempt.Item.People : (bool?)null;
        }, cancellationToken);
        return Each.Results([.. tries.Select(attempt => attempt.Attack)], held);
    }

    private async ValueTask<PairVerdict.Decided?> AskAsync(JudgedItem item, int repeat, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        try
        {
            if (await judge.CompareAsync(item, repeat, cancellationToken) is PairVerdict.Decided decided) return decided;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever keeps a judge from judging, it has not judged: that is what the failure rate counts.
        }

        Interlocked.Increment(ref _failures);
        return null;
    }

    private static int ValueOf(PairChoice choice) => choice switch { PairChoice.Answer => 1, PairChoice.Other => -1, _ => 0 };
}
