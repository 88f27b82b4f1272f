using Groundwork.Evals;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Answers of a run as things that people might review.</summary>
internal static class ReviewCandidates
{
    /// <summary>The first answer to each sample, with its score, what judges said of the criterion, and its confidence. Samples without an answer are left out.</summary>
    /// <param name="measured">The run with its values.</param>
    /// <param name="samples">Its samples with the scores of <see cref="RunValues.Scorers"/>.</param>
    /// <param name="metric">Metric that a low score is looked for in, by its position; null for none.</param>
    /// <param name="criterion">Criterion that verdicts are taken of.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async ValueTask<IReadOnlyList<ReviewCandidate>> OfAsync(MeasuredRun measured, IAsyncEnumerable<ScoredSample> samples, int? metric, string criterion, CancellationToken cancellationToken)
    {
        var candidates = new List<ReviewCandidate>();
        await foreach (var sample in samples.WithCancellation(cancellationToken))
        {
            if (sample.Observations is not [{ Text.Length: > 0 } first, ..] || first.Outcome == ObservedOutcome.Failed) continue;
            candidates.Add(new ReviewCandidate(ItemOf(sample.Sample, first))
            {
                Score = metric is { } at && measured.Values.SampleAt(sample.Sample.Id) is { } position ? measured.Values.ValueOf(position, at) * (measured.Values.Metrics[at].HigherIsBetter ? 1 : -1) : null,
                Verdicts = [.. sample.Scores.SelectMany(scores => scores is [{ Evidence: { } evidence }, ..] ? VerdictsOf(evidence, criterion) : [])],
                Confidence = first.Confidence,
            });
        }

        return candidates;
    }

    private static JudgedItem ItemOf(Sample sample, Observation observation) => new(sample.Id, sample.Input, observation.Text)
    {
        Passages = [.. (observation.Passages ?? []).Select(passage => passage.Text)],
        Reference = sample.Expected.Reference ?? (sample.Expected.Answers is { Count: > 0 } answers ? string.Join(" · ", answers) : null),
        Before = sample.Before,
        Model = observation.Facts.GetValueOrDefault("model"),
        Language = sample.Tags.GetValueOrDefault("language"),
    };

    // One judge asked several times disagrees with itself, and that is worth a look as well.
    private static IEnumerable<int> VerdictsOf(string evidence, string criterion)
    {
        if (!evidence.Contains("\"judgeFingerprint\"", StringComparison.Ordinal)) return [];
        try
        {
            var verdict = RubricVerdictsFormat.Read(evidence).Criteria.FirstOrDefault(c => string.Equals(c.Criterion, criterion, StringComparison.Ordinal));
            return verdict is null ? [] : verdict.Grades.Prepend(verdict.Result).OfType<Grade.Given>().Select(grade => grade.Level);
        }
        catch (FormatException)
        {
            // Evidence of another scorer, like a claim matrix.
            return [];
        }
    }
}
