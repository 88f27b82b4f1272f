using Groundwork.Evals;
using Groundwork.Storage;

namespace Groundwork.UseCases.Evaluating;

/// <summary>What is known about the judges behind scores.</summary>
internal static class JudgeStandings
{
    /// <summary>One for each judge that a metric names. A certificate counts for the very judge it was made for: a changed prompt, rubric or model has none.</summary>
    public static async ValueTask<IReadOnlyList<JudgeStanding>> OfAsync(IDatabase database, IReadOnlyList<StoredScorer> scorers, CancellationToken cancellationToken)
    {
        var certificates = new CertificateStore(database);
        var standings = new List<JudgeStanding>();
        foreach (var metric in scorers.SelectMany(s => s.Metrics).Where(m => m.Judge is not null).DistinctBy(m => m.Judge, StringComparer.Ordinal))
        {
            var fingerprint = metric.JudgeFingerprint ?? "";
            var dot = metric.Name.IndexOf('.', StringComparison.Ordinal);
            var certificate = await certificates.FindAsync(fingerprint, dot < 0 ? null : metric.Name[(dot + 1)..], cancellationToken);
            standings.Add(new JudgeStanding(metric.Judge!, fingerprint) { Certified = certificate is { IsCertified: true } ? certificate.Date : null });
        }

        return standings;
    }
}
