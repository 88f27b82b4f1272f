using System.Globalization;
using Groundwork.Evals;

namespace Groundwork.UseCases;

/// <summary>How far a judge agrees with people, and what moves it that should not.</summary>
/// <param name="Judge">Name of the judge.</param>
/// <param name="Fingerprint">The very judge it was made for.</param>
/// <param name="Criterion">What was judged.</param>
/// <param name="Labels">Name of the label set.</param>
/// <param name="Date">When it was made.</param>
/// <param name="Certified">True when every rule was met.</param>
/// <param name="Items">Items that were judged for it.</param>
/// <param name="Findings">Every rule with what was found.</param>
/// <param name="Figures">What was measured, by name, each with its interval.</param>
public sealed record CertificateReply(
    string Judge, string Fingerprint, string Criterion, string Labels, string Date, bool Certified, int Items, IReadOnlyList<FindingReply> Findings, IReadOnlyDictionary<string, FigureReply> Figures)
{
    internal static CertificateReply Of(JudgeCertificate certificate)
    {
        var figures = new SortedDictionary<string, FigureReply>(StringComparer.Ordinal);
        Add("failures", certificate.Failures);
        Add("raw agreement", certificate.Raw);
        Add("raw agreement among people", certificate.HumanRaw);
        Add("kappa", certificate.Kappa);
        Add("weighted kappa", certificate.WeightedKappa);
        Add("alpha", certificate.Alpha);
        Add("alpha among people", certificate.HumanAlpha);
        Add("sensitivity", certificate.Sensitivity);
        Add("specificity", certificate.Specificity);
        Add("prevalence", certificate.Prevalence);
        Add("flips", certificate.Flips);
        Add("takes the first shown", certificate.FirstShown);
        Add("length and verdict", certificate.LengthOfJudge);
        Add("length and people", certificate.LengthOfPeople);
        Add("takes the longer", certificate.LongerTaken);
        Add("stability", certificate.Stability);
        Add("injection resistance", certificate.InjectionResistance);
        return new CertificateReply(
            certificate.Judge, certificate.JudgeFingerprint, certificate.Criterion, certificate.Labels, certificate.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), certificate.IsCertified,
            certificate.Items, [.. certificate.Findings.Select(FindingReply.Of)], figures);

        void Add(string name, Coefficient? figure)
        {
            if (figure is not null) figures.Add(name, FigureReply.Of(figure));
        }
    }
}

/// <summary>A rule of certification.</summary>
/// <param name="Rule">What is demanded.</param>
/// <param name="Met">Whether it is met.</param>
/// <param name="Found">What was found.</param>
public sealed record FindingReply(string Rule, bool Met, string Found)
{
    internal static FindingReply Of(CertificateFinding finding) => new(finding.Rule, finding.Passed, finding.Text);
}

/// <summary>A figure with its interval.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record FigureReply(double Value, double Low, double High)
{
    internal static FigureReply Of(Coefficient figure) => new(figure.Value, figure.Interval.Low, figure.Interval.High);
}

/// <summary>Certificates, newest first.</summary>
/// <param name="Certificates">The certificates.</param>
public sealed record CertificatesReply(IReadOnlyList<CertificateReply> Certificates);
