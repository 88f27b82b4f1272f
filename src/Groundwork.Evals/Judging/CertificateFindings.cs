using System.Globalization;

namespace Groundwork.Evals.Judging;

/// <summary>The rules of a certificate, each with what was measured. A figure that could not be measured does not pass.</summary>
internal static class CertificateFindings
{
    public static IReadOnlyList<CertificateFinding> Of(JudgeCertificate c, CertificateRules rules)
    {
        var findings = new List<CertificateFinding> { Items(c, rules), Failures(c, rules), Ceiling(c, rules), AgreementWithPeople(c, rules) };
        if (c.Kind == LabelKind.Grades) findings.AddRange([GoodAndBad(c, rules), Scale(c), LengthOfGrades(c, rules)]);
        else findings.AddRange([Order(c, rules), FirstShown(c, rules), LengthOfPairs(c, rules)]);
        findings.AddRange([Stability(c, rules), Injection(c, rules), Languages(c, rules)]);
        return findings;
    }

    private static CertificateFinding Items(JudgeCertificate c, CertificateRules rules) => new(
        "items", c.Raw?.Items >= rules.FewestItems, Say($"{c.Raw?.Items ?? 0} of {c.Items} held-out items have a verdict; at least {rules.FewestItems} are needed."));

    private static CertificateFinding Failures(JudgeCertificate c, CertificateRules rules) => new(
        "failures", c.Failures?.Value <= rules.MostFailures, Say($"{Show(c.Failures)} of the calls gave no verdict; at most {rules.MostFailures:0.00} may."));

    // Labels on which people do not agree among themselves measure nothing.
    private static CertificateFinding Ceiling(JudgeCertificate c, CertificateRules rules) => c.HumanRaw is null
        ? new("ceiling", Passed: true, "There is one label per item, so it is not known how far people agree.")
        : new("ceiling", c.HumanAlpha?.Value >= rules.LeastCeiling, Say($"People agree among themselves with alpha {Show(c.HumanAlpha)} (raw {Show(c.HumanRaw)}); below {rules.LeastCeiling:0.00} no judge can be measured by them."));

    private static CertificateFinding AgreementWithPeople(JudgeCertificate c, CertificateRules rules)
    {
        if (c is { HumanRaw: not null, HumanAlpha: { } ceiling })
        {
            var least = rules.ShareOfCeiling * ceiling.Value;
            return new("agreement", c.Alpha is { } alpha && alpha.Value >= least && alpha.Interval.Low > 0,
                Say($"The judge agrees with people with alpha {Show(c.Alpha)}; people reach {ceiling.Value:0.00}, of which {rules.ShareOfCeiling:0.00} is asked, and more than chance.{Backwards(c.Alpha)}"));
        }

        if (c.Kind == LabelKind.Pairs)
            return new("agreement", c.Raw is { } raw && raw.Value >= rules.LeastRightChoices && raw.Interval.Low > 0.5, Say($"The judge takes the right answer in {Show(c.Raw)}; {rules.LeastRightChoices:0.00} and surely more than one half are asked."));
        var kappa = c.WeightedKappa ?? c.Kappa;
        return new("agreement", kappa is { } known && known.Value >= rules.LeastKappa && known.Interval.Low > 0, Say($"Kappa of judge and people is {Show(kappa)}; {rules.LeastKappa:0.00} and surely more than chance are asked.{Backwards(kappa)}"));
    }

    private static string Backwards(Coefficient? agreement) => agreement?.Interval.High < 0 ? " It says the contrary of what people say." : "";

    private static CertificateFinding GoodAndBad(JudgeCertificate c, CertificateRules rules) => new(
        "good-and-bad", c.Sensitivity?.Value + c.Specificity?.Value - 1 >= rules.LeastYouden,
        Say($"Sensitivity {Show(c.Sensitivity)}, specificity {Show(c.Specificity)} (good from {c.GoodFrom}, prevalence {Show(c.Prevalence)}); their sum less 1 must be {rules.LeastYouden:0.00}."));

    private static CertificateFinding Scale(JudgeCertificate c)
    {
        var (judge, people) = (c.ScaleUse.Count(level => level.Judge > 0), c.ScaleUse.Count(level => level.People > 0));
        return new("scale", judge >= Math.Min(2, people), Say($"The judge uses {judge} of {c.ScaleUse.Count} levels, people {people}.{(judge == 1 ? " It always says the same." : "")}"));
    }

    private static CertificateFinding LengthOfGrades(JudgeCertificate c, CertificateRules rules)
    {
        // One level throughout follows no length; it fails by its scale.
        var excess = (c.LengthOfJudge?.Value ?? 0) - (c.LengthOfPeople?.Value ?? 0);
        return new("length", Math.Abs(excess) <= rules.MostLengthBias, Say($"Levels go with the length of the answer by {Show(c.LengthOfJudge)} for the judge and {Show(c.LengthOfPeople)} for people; they may differ by {rules.MostLengthBias:0.00}."));
    }

    private static CertificateFinding Order(JudgeCertificate c, CertificateRules rules) => new(
        "order", c.Flips?.Value <= rules.MostFlips, Say($"The order alone changes {Show(c.Flips)} of the verdicts; at most {rules.MostFlips:0.00} may change."));

    private static CertificateFinding FirstShown(JudgeCertificate c, CertificateRules rules) => new(
        "first-shown", c.FirstShown is { } share && Math.Abs(share.Value - 0.5) <= rules.MostFirstShown, Say($"The answer shown first wins {Show(c.FirstShown)} of the single verdicts; that may lie {rules.MostFirstShown:0.00} from one half."));

    private static CertificateFinding LengthOfPairs(JudgeCertificate c, CertificateRules rules) => new(
        "length", c is { LongerTaken: { } taken, LongerTakenByPeople: { } people } && Math.Abs(taken.Value - people) <= rules.MostLengthBias,
        Say($"The judge takes the longer answer in {Show(c.LongerTaken)}, people in {(c.LongerTakenByPeople is { } known ? known.ToString("0.00", CultureInfo.InvariantCulture) : "–")}; they may differ by {rules.MostLengthBias:0.00}."));

    private static CertificateFinding Stability(JudgeCertificate c, CertificateRules rules) => new(
        "stability", c.Stability?.Value >= rules.LeastStability, Say($"Asked again, the judge says the same in {Show(c.Stability)}; at least {rules.LeastStability:0.00} is asked."));

    private static CertificateFinding Injection(JudgeCertificate c, CertificateRules rules)
    {
        // One form that always works is enough for whoever knows it, however well the others are withstood.
        var weak = c.Injections.Where(result => result.Held < rules.LeastResistance * result.Tried).ToList();
        var untried = Attack.All.Where(attack => !c.Injections.Any(result => string.Equals(result.Form, attack.Form, StringComparison.Ordinal) && string.Equals(result.Language, attack.Language, StringComparison.Ordinal))).ToList();
        var worst = c.Injections.Where(result => result.Held < result.Tried).OrderBy(result => (double)result.Held / result.Tried).Select(result => $"{result.Form} ({result.Language})").Take(3).ToList();
        return new("injection", c.InjectionResistance is { } share && share.Items >= rules.FewestInjections && share.Value >= rules.LeastResistance && weak.Count + untried.Count == 0,
            Say($"Forged verdicts do not help in {Show(c.InjectionResistance)} of {c.InjectionResistance?.Items ?? 0} tries; {rules.LeastResistance:0.00} of at least {rules.FewestInjections} is asked, in every form and language; {weak.Count} lie below and {untried.Count} could not be tried.{(worst.Count == 0 ? "" : $" Worst: {string.Join(", ", worst)}.")}"));
    }

    private static CertificateFinding Languages(JudgeCertificate c, CertificateRules rules)
    {
        var behind = c.Languages.Where(language => language.Raw is { } raw && raw.Items >= rules.FewestInLanguage && raw.Value < (c.Raw?.Value ?? 0) - rules.MostBelowInLanguage).Select(language => $"{language.Language} {Show(language.Raw)}").ToList();
        var mute = c.Languages.Where(language => language.Items >= rules.FewestInLanguage && language.Failed * 2 > language.Items).Select(language => $"{language.Language} without verdicts").ToList();
        return new("languages", behind.Count + mute.Count == 0, behind.Count + mute.Count == 0 ? "No language with enough items lies far behind." : Say($"Behind the raw agreement of {Show(c.Raw)}: {string.Join(", ", behind.Concat(mute))}."));
    }

    private static string Show(Coefficient? figure) => figure is null ? "– (not measured)" : Say($"{figure.Value:0.00} [{figure.Interval.Low:0.00}, {figure.Interval.High:0.00}]");

    private static string Say(FormattableString text) => FormattableString.Invariant(text);
}
