using System.Globalization;
using Groundwork.Knowledge;
using Groundwork.Knowledge.Ranking;

namespace Groundwork.Benchmarks.Understanding;

/// <summary>Fits the weights of the re-ranker that needs no model, and says what they gain on sources they were not fitted on.</summary>
internal sealed class RerankerFit(TextWriter output)
{
    private const int Depth = 30;

    public async Task RunAsync(string fixtures)
    {
        var sets = new List<(string Name, string Source, List<JudgedQuestion> Questions)>();
        foreach (var set in QualitySet.All(fixtures))
        {
            await using var measured = await MeasuredSet.OpenAsync(set);
            sets.Add((set.Name, measured.Source, await ReadAsync(measured)));
        }

        await output.WriteLineAsync("| set | first stage | all sources | its source left out |");
        await output.WriteLineAsync("| --- | ---: | --- | --- |");
        var (gains, heldOut) = (new List<double>(), new List<double>());
        var all = LinearFit.Fit(sets.Select(s => (s.Source, s.Questions)));
        foreach (var source in sets.Select(s => s.Source).Distinct(StringComparer.Ordinal))
        {
            var without = LinearFit.Fit(sets.Where(s => !string.Equals(s.Source, source, StringComparison.Ordinal)).Select(s => (s.Source, s.Questions)));
            foreach (var (name, _, questions) in sets.Where(s => string.Equals(s.Source, source, StringComparison.Ordinal)))
            {
                double[] first = [.. questions.Select(q => q.Ndcg(LinearFit.FirstStage))];
                var (fitted, left) = (Paired.Of(first, [.. questions.Select(q => q.Ndcg(all))]), Paired.Of(first, [.. questions.Select(q => q.Ndcg(without))]));
                gains.Add(fitted.Gain * 100);
                heldOut.Add(left.Gain * 100);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {name} | {first.Average():F3} | {fitted} | {left} |"));
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| mean, worst | | {gains.Average():F2}, {gains.Min():F2} | {heldOut.Average():F2}, {heldOut.Min():F2} |"));
        await output.WriteLineAsync();
        for (var i = 0; i < all.Length; i++) await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"    {PassageFeatures.Names[i]}: {all[i]:F4}"));
    }

    private static async Task<List<JudgedQuestion>> ReadAsync(MeasuredSet set)
    {
        var judged = new List<JudgedQuestion>();
        foreach (var (id, question) in set.Questions)
        {
            var found = await set.Hybrid.RetrieveAsync(question with { Before = [] }, Depth, explain: false, CancellationToken.None);
            var rarity = await set.Words.RarityAsync(PassageFeatures.WordsOf(question.Text, found.Passages.Select(p => p.Language)), CancellationToken.None);
            judged.Add(new JudgedQuestion([.. found.Passages.Select(p => p.Chunk.Document.Value)], PassageFeatures.Of(question.Text, found.Passages, rarity), set.GradesOf(id)));
        }

        return judged;
    }
}
