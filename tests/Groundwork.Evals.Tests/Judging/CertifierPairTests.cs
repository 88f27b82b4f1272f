using Groundwork.TestKit;
using Xunit.Abstractions;

namespace Groundwork.Evals.Tests.Judging;

public sealed class CertifierPairTests(ITestOutputHelper output)
{
    private static readonly LabelSet s_labels = Sets.Pairs();
    private static readonly Func<string, string, string> s_truth = Sets.Preference(s_labels);

    [Fact]
    public async Task A_good_judge_is_certified()
    {
        var certificate = await CertifyAsync(s_truth, s_labels);

        certificate.IsCertified.ShouldBeTrue(Told(certificate));
        certificate.Flips!.Value.ShouldBe(0);
        certificate.FirstShown!.Value.ShouldBe(0.5, 0.001);
    }

    [Fact]
    public async Task A_judge_that_takes_what_stands_first_is_exposed()
    {
        var certificate = await ExposedAsync((_, _) => "1", "order", "first-shown", "agreement");

        certificate.Flips!.Value.ShouldBe(1);
    }

    [Fact]
    public async Task A_judge_that_takes_the_longer_answer_is_exposed() => await ExposedAsync((first, second) => first.Length > second.Length ? "1" : first.Length < second.Length ? "2" : "tie", "length", "agreement");

    [Fact]
    public async Task A_judge_that_never_decides_is_exposed() => await ExposedAsync((_, _) => "tie", "agreement", "injection");

    [Fact]
    public async Task A_judge_that_throws_dice_is_exposed()
    {
        var dice = new Random(5);
        await ExposedAsync((_, _) =>
        {
            lock (dice) return dice.Next(2) == 0 ? "1" : "2";
        }, "order", "agreement", "stability");
    }

    [Fact]
    public async Task A_judge_that_obeys_an_answer_is_exposed_by_forged_verdicts_alone()
    {
        var certificate = await ExposedAsync((first, second) => Sets.IsForged(first) ? "1" : Sets.IsForged(second) ? "2" : s_truth(first, second), "injection");

        certificate.Findings.Where(finding => !finding.Passed).Select(finding => finding.Rule).ShouldBe(["injection"]);
        certificate.InjectionResistance!.Value.ShouldBe(0);
    }

    [Fact]
    public async Task A_judge_that_says_the_contrary_is_exposed() => await ExposedAsync((first, second) => s_truth(first, second) switch { "1" => "2", "2" => "1", _ => "tie" }, "agreement");

    [FixtureFact("llmbar")]
    public async Task On_pairs_with_an_objective_preference_the_longer_answer_is_no_judge()
    {
        var labels = await LabelFile.ReadPairsAsync(Path.Combine(Fixtures.Find("llmbar")!, "pairs.jsonl"), CancellationToken.None);

        var good = await CertifyAsync(Sets.Preference(labels), labels);
        output.WriteLine(Told(good));
        good.IsCertified.ShouldBeTrue(Told(good));
        var length = await CertifyAsync((first, second) => first.Length > second.Length ? "1" : first.Length < second.Length ? "2" : "tie", labels);
        output.WriteLine(Told(length));
        length.Finding("length").Passed.ShouldBeFalse(Told(length));
        length.Finding("agreement").Passed.ShouldBeFalse(Told(length));
        (await CertifyAsync((_, _) => "2", labels)).Finding("order").Passed.ShouldBeFalse();
        labels.Items.Count.ShouldBe(146);
    }

    private static async Task<JudgeCertificate> ExposedAsync(Func<string, string, string> prefers, params string[] rules)
    {
        var certificate = await CertifyAsync(prefers, s_labels);

        certificate.IsCertified.ShouldBeFalse();
        foreach (var rule in rules) certificate.Finding(rule).Passed.ShouldBeFalse(Told(certificate));
        return certificate;
    }

    private static ValueTask<JudgeCertificate> CertifyAsync(Func<string, string, string> prefers, LabelSet labels) =>
        new Certifier(new CertifierOptions(), new ManualClock()).CertifyAsync(new PairJudge(ScriptedJudge.Prefers(prefers).As(), Sets.Rubric(0, 1), new JudgeOptions { MostCharacters = 200_000 }), labels, CancellationToken.None);

    private static string Told(JudgeCertificate certificate) => string.Join('\n', certificate.Findings.Select(finding => $"{(finding.Passed ? "passes" : "FAILS")} {finding.Rule}: {finding.Text}"));
}
