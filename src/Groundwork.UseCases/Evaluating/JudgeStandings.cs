using Groundwork.Evals;
using Groundwork.Storage;

namespace Groundwork.UseCases.Evaluating;

/// <summary>What is known about the judges behind scores.</summary>
internal static class JudgeStandings
{
    /// <summary>
    /// What stands behind each metric that a judge decides, metrics of one judge and certificate together. A certificate counts for the very judge it was made for and the criterion it was made on: a changed prompt, rubric or model has none, and
    /// one certified criterion says nothing about another.
    /// </summary>
    public static async ValueTask<IReadOnlyList<JudgeStanding>> OfAsync(IDatabase database, IReadOnlyList<StoredScorer> scorers, CancellationToken cancellationToken)
    {
        var certificates = new CertificateStore(database);
        var standings = new List<(JudgeStanding Standing, string Metric)>();
        foreach (var scorer in scorers)
        {
            foreach (var metric in scorer.Metrics.Where(m => m.Judge is not null))
            {
                var fingerprint = metric.JudgeFingerprint ?? "";
                var certificate = fingerprint.Length == 0 ? null : await FindAsync(certificates, fingerprint, scorer, metric, cancellationToken);
                standings.Add((new JudgeStanding(metric.Judge!, fingerprint) { Certified = certificate is { IsCertified: true } ? certificate.Date : null }, metric.Name));
            }
        }

        return [.. standings.GroupBy(s => s.Standing).Select(g => g.Key with { Metrics = [.. g.Select(s => s.Metric)] })];
    }

    private static async ValueTask<JudgeCertificate?> FindAsync(CertificateStore certificates, string fingerprint, StoredScorer scorer, Metric metric, CancellationToken cancellationToken)
    {
        // All that claims and citations say rests on one kind of verdict: whether a text supports a statement.
        if (EvalScorers.IsOfEntailment(scorer.Name)) return await certificates.FindAsync(fingerprint, criterion: null, cancellationToken);

        // Metrics of a rubric are called RUBRIC.CRITERION; either may have a dot of its own.
        for (var dot = metric.Name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = metric.Name.IndexOf('.', dot + 1))
            if (await certificates.FindAsync(fingerprint, metric.Name[(dot + 1)..], cancellationToken) is { } found) return found;
        return null;
    }
}
