using Groundwork.Evals;
using Groundwork.Knowledge;

namespace Groundwork.UseCases.Tuning;

/// <summary>Chooses steps one after the other: each round adds or leaves out the one that gains most, as long as chance hardly explains its gain.</summary>
/// <param name="measure">nDCG@10 of the choosing questions under some steps, in their order.</param>
internal sealed class StepChoice(Func<IReadOnlyList<RetrievalStep>, Task<double[]>> measure)
{
    private const double MostChance = 0.05;
    private const long Seed = 15;
    private static readonly Metric s_ndcg = new("ndcg@10", "nDCG at 10, linear gain.");

    /// <summary>What each step does beside those begun with, as <see cref="RunAsync"/> measured it.</summary>
    public IReadOnlyList<TunedStepReply> Measured { get; private set; } = [];

    /// <summary>nDCG@10 of the steps begun with.</summary>
    public double Ndcg { get; private set; }

    /// <summary>The steps to take, in their order.</summary>
    /// <param name="begun">The steps begun with.</param>
    /// <param name="deciding">The steps that may come or go.</param>
    public async Task<IReadOnlyList<RetrievalStep>> RunAsync(IReadOnlyList<RetrievalStep> begun, IReadOnlyList<RetrievalStep> deciding)
    {
        var (taken, now, left) = (begun, await measure(begun), deciding.ToList());
        Ndcg = now.Average();
        for (var round = 0; left.Count > 0; round++)
        {
            var changes = new List<(RetrievalStep Step, IReadOnlyList<RetrievalStep> Steps, double[] Ndcg, PairedDifference Difference)>();
            foreach (var step in left)
            {
                IReadOnlyList<RetrievalStep> changed = taken.Contains(step) ? [.. taken.Where(s => s != step)] : [.. taken.Append(step).Order()];
                var after = await measure(changed);
                changes.Add((step, changed, after, Compare(now, after)));
            }

            // Many are tried at once: without correction one of twenty would win by chance.
            var chances = PairedComparison.Holm([.. changes.Select(c => c.Difference.Chance)]);
            if (round == 0) Measured = [.. changes.Select((c, i) => Reply(c.Step, c.Difference, chances[i], isTaken: taken.Contains(c.Step)))];
            var best = changes.Where((c, i) => Gain(c.Difference) > 0 && chances[i] <= MostChance).OrderByDescending(c => Gain(c.Difference)).FirstOrDefault();
            if (best.Steps is null) break;
            (taken, now) = (best.Steps, best.Ndcg);
            left.Remove(best.Step);
        }

        return taken;
    }

    public static PairedDifference Compare(double[] before, double[] after) => PairedComparison.Compare(s_ndcg, Values(before), Values(after), Seed);

    public static double Gain(PairedDifference difference) => difference.Candidate - difference.Baseline;

    private static ItemValue[] Values(double[] ndcg) => [.. ndcg.Select((value, i) => new ItemValue(FormattableString.Invariant($"{i}"), value))];

    // What was measured of a step begun with is leaving it out: having it gains what that loses.
    private static TunedStepReply Reply(RetrievalStep step, PairedDifference difference, double chance, bool isTaken) => isTaken
        ? new TunedStepReply(StepNames.Of(step), -Gain(difference), difference.Count.Worse, difference.Count.Better, chance)
        : new TunedStepReply(StepNames.Of(step), Gain(difference), difference.Count.Better, difference.Count.Worse, chance);
}
