using System.Globalization;
using Groundwork.Knowledge;
using Groundwork.Knowledge.Understanding;

namespace Groundwork.Benchmarks.Understanding;

/// <summary>What each step between a question and its passages gains or loses on every set, against a search without it.</summary>
internal sealed class UnderstandingBench(TextWriter output)
{
    public async Task RunAsync(string fixtures, string[] only)
    {
        await output.WriteLineAsync("| set | questions | step | nDCG@10 before | gain in points [95 %] better/worse | recall@5 before | gain in points [95 %] better/worse |");
        await output.WriteLineAsync("| --- | ---: | --- | ---: | --- | ---: | --- |");
        foreach (var set in QualitySet.All(fixtures))
        {
            if (only.Length > 0 && !only.Any(o => set.Name.StartsWith(o, StringComparison.Ordinal))) continue;
            await using var measured = await MeasuredSet.OpenAsync(set);
            await MeasureAsync(measured);
        }
    }

    private async Task MeasureAsync(MeasuredSet set)
    {
        var plain = await set.MeasureAsync(set.Hybrid);
        await CompareAsync(set, "spelling", plain, With(set, new SpellingStep(set.Words)));
        var seeds = set.Questions.Select((q, i) => (q.Question.Text, Seed: i)).DistinctBy(q => q.Text, StringComparer.Ordinal).ToDictionary(q => q.Text, q => q.Seed, StringComparer.Ordinal);
        Question Slip(Question question) => question with { Text = Typos.In(question.Text, seeds[question.Text]), Before = [] };
        var slipped = await set.MeasureAsync(set.Hybrid, Slip);
        await WriteAsync(set, "one slip each, not corrected", plain, slipped);
        await CompareAsync(set, "spelling, one slip each", slipped, With(set, new SpellingStep(set.Words)), Slip);
        await CompareAsync(set, "acronyms", plain, With(set, new AcronymStep(set.Words, set.Knowledge.Acronyms, MeasuredSet.Collection)));
        await CompareAsync(set, "feedback (RM3), question 0.6", plain, With(set, new FeedbackStep(set.Hybrid, set.Words, share: 0.6)));
        await CompareAsync(set, "feedback (RM3), question 0.8", plain, With(set, new FeedbackStep(set.Hybrid, set.Words, passages: 5, share: 0.8)));
        await CompareAsync(set, "feedback (RM3), question 0.9", plain, With(set, new FeedbackStep(set.Hybrid, set.Words, passages: 5, share: 0.9)));
        await CompareAsync(set, "features", plain, new RerankingRetriever(set.Hybrid, new FeatureReranker(set.Knowledge, MeasuredSet.Collection), TimeProvider.System));
        await CompareAsync(set, "diversity (MMR)", plain, new DiverseRetriever(set.Hybrid, TimeProvider.System));
        await WriteCostAsync(set);
        if (set.Questions.All(q => q.Question.Before.Count == 0)) return;
        var followUp = new FollowUpStep(set.Words, new FollowUpWeights());
        await CompareAsync(set, "follow-ups, with history", plain, With(set, followUp), q => q);
        using var model = new ScriptedCondenser();
        await CompareAsync(set, "condense by a scripted model", plain, With(set, new CondenseStep(new ModelCall(model, TimeProvider.System), followUp)), q => q);
    }

    // What the default steps add to a plain question: the same questions one after the other, with and without, five times; medians.
    private async Task WriteCostAsync(MeasuredSet set)
    {
        var pipeline = new RetrievalPipeline(set.Knowledge, TimeProvider.System);
        var withSteps = pipeline.Around(set.Hybrid, MeasuredSet.Collection, RetrievalPipeline.Default);
        var (plain, added) = (new List<double>(), new List<double>());
        foreach (var question in Enumerable.Repeat(set.Questions.Take(100), 5).SelectMany(q => q).Select(q => q.Question with { Before = [] }))
        {
            // Untimed: whoever comes first pays for pages and words that the second finds warm.
            await TimeAsync(set.Hybrid, question);
            var without = await TimeAsync(set.Hybrid, question);
            plain.Add(without);
            added.Add(await TimeAsync(withSteps, question) - without);
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {set.Set.Name} | | default steps on plain questions | {Median(plain):F3} ms | {Median(added):+0.000;−0.000} ms | | |"));
    }

    private static async Task<double> TimeAsync(IRetriever retriever, Question question)
    {
        var started = TimeProvider.System.GetTimestamp();
        await retriever.RetrieveAsync(question, 10, explain: false, CancellationToken.None);
        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static UnderstandingRetriever With(MeasuredSet set, IUnderstandingStep step) => new(set.Hybrid, [step], TimeProvider.System);

    private async Task CompareAsync(MeasuredSet set, string name, (double[] Ndcg, double[] Recall) before, IRetriever retriever, Func<Question, Question>? change = null) =>
        await WriteAsync(set, name, before, await set.MeasureAsync(retriever, change));

    private Task WriteAsync(MeasuredSet set, string name, (double[] Ndcg, double[] Recall) before, (double[] Ndcg, double[] Recall) after)
    {
        var (ndcg, recall) = (Paired.Of(before.Ndcg, after.Ndcg), Paired.Of(before.Recall, after.Recall));
        return output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {set.Set.Name} | {set.Questions.Count} | {name} | {ndcg.Before:F3} | {ndcg} | {recall.Before:F3} | {recall} |"));
    }
}
