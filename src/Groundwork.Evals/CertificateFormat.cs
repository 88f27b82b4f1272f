using System.Text.Json;
using Groundwork.Evals.Judging;

namespace Groundwork.Evals;

/// <summary>The stored form of a certificate: JSON with the names of <see cref="JudgeCertificate"/> in camelCase, described in docs/formats/judge-certificate.md.</summary>
public static class CertificateFormat
{
    /// <summary>Writes a certificate. The same certificate gives the same text.</summary>
    public static string Write(JudgeCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return JsonSerializer.Serialize(certificate, CertificateJson.Default.JudgeCertificate);
    }

    /// <summary>Reads a certificate; members it does not know are ignored.</summary>
    /// <exception cref="FormatException">The text is no certificate.</exception>
    public static JudgeCertificate Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize(json, CertificateJson.Default.JudgeCertificate) is { Judge: not null, JudgeFingerprint: not null, Findings: not null } certificate
                ? certificate
                : throw new FormatException("This is no certificate of a judge: judge, judgeFingerprint or findings are missing.");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"This is no certificate of a judge: {problem.Message}", problem);
        }
    }
}
