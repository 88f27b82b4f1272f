using Groundwork.Language;

namespace Groundwork.Evals.Judging;

/// <summary>Turns what was seen of a judge into figures, and has the rules applied to them.</summary>
internal static class CertificateWriter
{
    public static JudgeCertificate Of(string judge, string fingerprint, string criterion, LabelSet labels, TrialOutcome outcome, CertifierOptions options, DateOnly date)
    {
        var judged = outcome.Items.Where(item => item.Judge is not null).ToList();
        var pairs = judged.ConvertAll(item => new RatedPair(item.Item.Item.Id, item.People, item.Judge!.Value) { Cluster = item.Item.Cluster });
        var between = Agreement.Between(pairs, options.Seed, [.. labels.Scale.Select(value => (double)value)]);
        var scale = labels.Kind == LabelKind.Grades && labels.Scale.Count > 2 ? MeasurementScale.Ordinal : MeasurementScale.Nominal;
        var held = labels.HeldOut.ToList();
        var certificate = new JudgeCertificate(judge, fingerprint, criterion, labels.Name, labels.Fingerprint, labels.Kind, date, IsCertified: false, [])
        {
            Seed = options.Seed,
            Items = outcome.Items.Count,
            Practice = labels.Items.Count - held.Count,
            Failures = Rate(outcome.Calls.Failed, outcome.Calls.All),
            Raw = Of(between?.Raw, judged.Count),
            HumanRaw = HumanRaw(held, options.Seed),
            Kappa = between?.Kappa,
            WeightedKappa = labels.Scale.Count > 2 && labels.Kind == LabelKind.Grades ? between?.QuadraticKappa : null,
            Alpha = AlphaOfJudge(judged, scale, options.Seed),
            HumanAlpha = Agreement.Alpha([.. held.Select(item => (IReadOnlyList<double?>)[.. item.Labels.Select(label => (double?)label.Value)])], scale, options.Seed, clusters: [.. held.Select(ClusterOf)]),
            Confusion = between?.Confusion,
            Stability = Rate(outcome.Repeats),
            InjectionResistance = Rate(outcome.Injections.Sum(result => result.Held), outcome.Injections.Sum(result => result.Tried)),
            Injections = outcome.Injections,
            ScaleUse = [.. labels.Scale.Select(level => new LevelCount(level, judged.Count(item => item.Judge == level), outcome.Items.Count(item => item.People == level)))],
            Languages = LanguagesOf(outcome.Items),
        };
        certificate = labels.Kind == LabelKind.Grades ? WithGrades(certificate, labels, judged, pairs, options) : WithPairs(certificate, judged, outcome);
        var findings = CertificateFindings.Of(certificate, options.Rules);
        return certificate with { Findings = findings, IsCertified = findings.All(finding => finding.Passed) };
    }

    private static JudgeCertificate WithGrades(JudgeCertificate certificate, LabelSet labels, List<TrialItem> judged, List<RatedPair> pairs, CertifierOptions options)
    {
        var goodFrom = options.GoodFrom ?? labels.Scale[labels.Scale.Count / 2];
        var binary = Agreement.OnBinary(pairs, goodFrom, options.Seed);
        return certificate with
        {
            GoodFrom = goodFrom,
            Sensitivity = Of(binary?.Sensitivity, (binary?.TruePositives + binary?.FalseNegatives) ?? 0),
            Specificity = Of(binary?.Specificity, (binary?.TrueNegatives + binary?.FalsePositives) ?? 0),
            Prevalence = Of(binary?.Prevalence, binary?.Items ?? 0),
            LengthOfJudge = Correlation.Spearman([.. judged.Select(item => ((double)item.Item.Item.Answer.Length, (double)item.Judge!.Value))]),
            LengthOfPeople = Correlation.Spearman([.. judged.Select(item => ((double)item.Item.Item.Answer.Length, (double)item.People))]),
        };
    }

    private static JudgeCertificate WithPairs(JudgeCertificate certificate, List<TrialItem> judged, TrialOutcome outcome)
    {
        var unlike = judged.Where(item => item.Judge != 0 && item.People != 0 && LongerOf(item) != 0).ToList();
        return certificate with
        {
            Flips = Rate(outcome.Flips),
            FirstShown = Rate(outcome.FirstShown),
            LongerTaken = Rate(unlike.Count(item => item.Judge == LongerOf(item)), unlike.Count),
            LongerTakenByPeople = unlike.Count == 0 ? null : unlike.Average(item => item.People == LongerOf(item) ? 1.0 : 0),
        };
    }

    // The pairs of an item share its answer and the judge's word, so that they are drawn together.
    private static Coefficient? AlphaOfJudge(List<TrialItem> judged, MeasurementScale scale, long seed)
    {
        var pairs = judged.SelectMany(item => item.Item.Labels.Select(label => (Labels: (IReadOnlyList<double?>)[label.Value, item.Judge], Cluster: ClusterOf(item.Item)))).ToList();
        return Agreement.Alpha([.. pairs.Select(pair => pair.Labels)], scale, seed, clusters: [.. pairs.Select(pair => pair.Cluster)]);
    }

    private static string ClusterOf(LabelledItem item) => item.Cluster ?? item.Item.Id;

    private static int LongerOf(TrialItem item) => Math.Sign(item.Item.Item.Answer.Length - item.Item.Item.Other!.Length);

    // Share of pairs of labels of one item that are equal; an item weighs as much as it has pairs.
    private static Coefficient? HumanRaw(List<LabelledItem> items, long seed)
    {
        var shares = new List<ItemValue>();
        foreach (var item in items)
        {
            var (equal, all) = (0, 0);
            for (var i = 0; i < item.Labels.Count; i++)
                for (var j = i + 1; j < item.Labels.Count; j++, all++)
                    if (item.Labels[i].Value == item.Labels[j].Value) equal++;
            if (all > 0) shares.Add(new ItemValue(item.Item.Id, (double)equal / all, all, item.Cluster));
        }

        return Of(Intervals.OfMean(shares, isRate: false, seed), shares.Count);
    }

    private static IReadOnlyList<LanguageAgreement> LanguagesOf(IReadOnlyList<TrialItem> items) =>
    [
        .. items.GroupBy(item => item.Item.Item.Language ?? LanguageDetector.Detect(item.Item.Item.Answer).Language.Code, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            new LanguageAgreement(group.Key, group.Count(), group.Count(item => item.Judge is null), Rate(group.Count(item => item.Judge == item.People), group.Count(item => item.Judge is not null)))),
    ];

    private static Coefficient? Rate(IReadOnlyList<bool> outcomes) => Rate(outcomes.Count(outcome => outcome), outcomes.Count);

    private static Coefficient? Rate(int held, int all) => all == 0 ? null : new Coefficient((double)held / all, Intervals.Wilson(held, all), all);

    private static Coefficient? Of(Estimate? estimate, int items) => estimate is null ? null : new Coefficient(estimate.Value, estimate.Interval, items);
}
