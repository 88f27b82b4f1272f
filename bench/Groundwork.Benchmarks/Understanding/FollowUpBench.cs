using System.Globalization;
using Groundwork.Knowledge;
using Groundwork.Knowledge.Understanding;

namespace Groundwork.Benchmarks.Understanding;

/// <summary>
/// How much of a conversation should be searched with its last turn. The weights are chosen on one half of the conversations and measured on the other, both ways, so that
/// the gain is one that was not chosen for.
/// </summary>
internal sealed class FollowUpBench(TextWriter output)
{
    private static readonly FollowUpWeights[] s_weights =
    [
        .. from needing in new[] { 0.3, 0.5, 0.8 } from alone in new[] { 0, 0.2, 0.4 } from answer in new[] { 0, 0.3, 0.6 } from decay in new[] { 0.4, 0.7 }
           select new FollowUpWeights(Needing: needing, Alone: alone, Answer: answer, Decay: decay),
    ];

    public async Task RunAsync(string fixtures)
    {
        foreach (var set in QualitySet.All(fixtures))
        {
            if (!File.ReadLines(set.QueriesFile).Any(l => l.Contains("\"conversation\"", StringComparison.Ordinal))) continue;
            await using var measured = await MeasuredSet.OpenAsync(set);
            await MeasureAsync(measured);
        }
    }

    private async Task MeasureAsync(MeasuredSet set)
    {
        var (before, _) = await set.MeasureAsync(set.Hybrid);
        var all = new List<double[]>();
        foreach (var weights in s_weights)
        {
            var (after, _) = await set.MeasureAsync(new UnderstandingRetriever(set.Hybrid, [new FollowUpStep(set.Words, weights)], TimeProvider.System), q => q);
            all.Add(after);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {set.Set.Name} | {weights.Needing} | {weights.Alone} | {weights.Answer} | {weights.Decay} | {Paired.Of(before, after)} |"));
        }

        var chosen = new double[before.Length];
        foreach (var half in new[] { 0, 1 })
        {
            var best = all.MaxBy(a => a.Where((_, i) => i % 2 == half).Average())!;
            for (var i = 0; i < chosen.Length; i++)
                if (i % 2 != half) chosen[i] = best[i];
        }

        await output.WriteLineAsync($"| {set.Set.Name} | chosen on the other half | | | | {Paired.Of(before, chosen)} |");
        var alone = Enumerable.Range(0, before.Length).Where(i => set.Questions[i].Question.Before.Count == 0).ToArray();
        await output.WriteLineAsync($"First turns: {alone.Length} of {before.Length}.");
    }
}
