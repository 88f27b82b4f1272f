using System.Globalization;
using Groundwork.Evals.Judging;
using Groundwork.Storage;

namespace Groundwork.Evals;

/// <summary>Certificates of judges. One is found only by the fingerprint it was made for: a changed prompt, rubric or model has none.</summary>
/// <param name="database">Opened with <see cref="Migrations"/>.</param>
public sealed class CertificateStore(IDatabase database)
{
    /// <summary>The table of certificates.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("certificates", 1, "certificates", """
            create table certificates (
              id {serial}, judge {text} not null, judge_fingerprint {text} not null, criterion {text} not null, labels_fingerprint {text} not null, made_on {text} not null, body {text} not null);
            create index certificates_by_judge on certificates (judge_fingerprint, criterion, id)
            """),
    ];

    /// <summary>Keeps a certificate. Earlier ones of the same judge stay.</summary>
    public async ValueTask SaveAsync(JudgeCertificate certificate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        await database.WriteAsync(
            session => session.ExecuteAsync(
                "insert into certificates (judge, judge_fingerprint, criterion, labels_fingerprint, made_on, body) values (@judge, @fingerprint, @criterion, @labels, @date, @body)",
                ("@judge", certificate.Judge), ("@fingerprint", certificate.JudgeFingerprint), ("@criterion", certificate.Criterion), ("@labels", certificate.LabelFingerprint),
                ("@date", certificate.Date.ToString("O", CultureInfo.InvariantCulture)), ("@body", CertificateFormat.Write(certificate))),
            cancellationToken);
    }

    /// <summary>The last certificate of a judge, certified or not.</summary>
    /// <param name="judgeFingerprint">Of the judge as it is now.</param>
    /// <param name="criterion">What it judges; null for whatever was certified last.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Null when this judge, as it is now, has none.</returns>
    public async ValueTask<JudgeCertificate?> FindAsync(string judgeFingerprint, string? criterion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(judgeFingerprint);
        var body = await database.ReadAsync(
            session => session.FirstAsync(
                "select body from certificates where judge_fingerprint = @fingerprint and (@criterion is null or criterion = @criterion) order by id desc limit 1", row => row.GetString(0),
                ("@fingerprint", judgeFingerprint), ("@criterion", criterion)),
            cancellationToken);
        return body is null ? null : CertificateFormat.Read(body);
    }

    /// <summary>Every certificate, last first, up to <paramref name="most"/>.</summary>
    public async ValueTask<IReadOnlyList<JudgeCertificate>> ListAsync(int most, CancellationToken cancellationToken)
    {
        var bodies = await database.ReadAsync(session => session.QueryAsync("select body from certificates order by id desc limit @most", row => row.GetString(0), ("@most", most)), cancellationToken);
        return bodies.ConvertAll(CertificateFormat.Read);
    }
}
