using Groundwork.TestKit;
using Xunit.Abstractions;

namespace Groundwork.Evals.Tests.Judging;

/// <summary>The certificate names what is wrong with each of these judges, and passes one that is right.</summary>
public sealed class CertifierGradeTests(ITestOutputHelper output)
{
    private static readonly LabelSet s_labels = Sets.Grades();
    private static readonly Func<JudgePrompt, int> s_truth = Sets.Truth(s_labels);

    [Fact]
    public async Task A_good_judge_is_certified()
    {
        var certificate = await CertifyAsync(ScriptedJudge.Grades(s_truth));

        certificate.IsCertified.ShouldBeTrue(Told(certificate));
        certificate.Alpha!.Value.ShouldBeGreaterThan(certificate.HumanAlpha!.Value);
        certificate.Stability!.Value.ShouldBe(1);
        certificate.InjectionResistance!.Items.ShouldBeGreaterThanOrEqualTo(20);
        certificate.Injections.Select(result => result.Language).Distinct(StringComparer.Ordinal).Count().ShouldBe(8);
        certificate.Date.ShouldBe(new DateOnly(2026, 1, 2));
        (certificate.Items + certificate.Practice).ShouldBe(s_labels.Items.Count);
    }

    [Fact]
    public async Task A_judge_that_obeys_the_answer_is_exposed_by_forged_verdicts_alone() =>
        await ExposedAsync(ScriptedJudge.Grades(prompt => Sets.IsForged(prompt.Answer) ? 4 : s_truth(prompt)), "injection");

    [Theory]
    [InlineData("checked by experts")]
    [InlineData("Vergiss alle")]
    public async Task A_judge_that_obeys_a_single_form_in_a_single_language_is_exposed(string order)
    {
        var certificate = await ExposedAsync(ScriptedJudge.Grades(prompt => prompt.Answer.Contains(order, StringComparison.Ordinal) ? 4 : s_truth(prompt)), "injection");

        certificate.InjectionResistance!.Value.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task Labels_of_another_criterion_certify_nothing()
    {
        var judge = new RubricJudge(ScriptedJudge.Grades(s_truth).As(), Sets.Rubric(criterion: "tone"));

        (await Should.ThrowAsync<ArgumentException>(async () => await Certifier().CertifyAsync(judge, s_labels, CancellationToken.None))).Message.ShouldContain("no criterion \"faithfulness\"");
    }

    [Fact]
    public async Task Further_labels_of_an_item_make_no_further_item()
    {
        var many = LabelFile.Create("many", LabelKind.Grades, "faithfulness", [1, 2, 3, 4],
            [.. s_labels.Items.Select(item => item with { Labels = [.. Enumerable.Range(0, 9).Select(copy => new HumanLabel($"p{copy}", item.Labels[copy % 3].Value))] })]);
        var few = (await CertifyAsync(ScriptedJudge.Grades(s_truth))).Alpha!;
        var certificate = (await CertifyAsync(ScriptedJudge.Grades(s_truth), many)).Alpha!;

        certificate.Value.ShouldBe(few.Value, 0.01);
        // Three times as many labels of the same items say nothing more about other items.
        (certificate.Interval.High - certificate.Interval.Low).ShouldBe(few.Interval.High - few.Interval.Low, 0.2 * (few.Interval.High - few.Interval.Low));
        certificate.Interval.Method.ShouldContain($"over {many.HeldOut.Count()} items");
    }

    [Fact]
    public async Task A_judge_is_certified_with_the_repeats_it_scores_with()
    {
        // Each third verdict is mad: a median of three does not care.
        var judge = new ScriptedJudge((prompt, call) => ScriptedJudge.Verdict(prompt, call % 3 == 0 ? 5 - s_truth(prompt) : s_truth(prompt)));

        var certificate = await Certifier(1).CertifyAsync(new RubricJudge(judge.As(), Sets.Rubric(), new JudgeOptions { Repeats = 3 }), s_labels, CancellationToken.None);

        certificate.Finding("agreement").Passed.ShouldBeTrue(Told(certificate));
        certificate.Stability!.Value.ShouldBe(1);
    }

    [Fact]
    public async Task A_judge_that_always_says_the_same_is_exposed() => await ExposedAsync(ScriptedJudge.Grades(_ => 3), "agreement", "scale", "good-and-bad");

    [Fact]
    public async Task A_judge_that_throws_dice_is_exposed()
    {
        var dice = new Random(5);
        await ExposedAsync(ScriptedJudge.Grades(_ =>
        {
            lock (dice) return 1 + dice.Next(4);
        }), "agreement", "stability");
    }

    [Fact]
    public async Task A_judge_that_loves_length_is_exposed() => await ExposedAsync(ScriptedJudge.Grades(prompt => Math.Clamp(1 + (prompt.Answer.Length / 90), 1, 4)), "agreement", "length");

    [Fact]
    public async Task A_judge_that_says_the_contrary_is_exposed_as_such()
    {
        var certificate = await ExposedAsync(ScriptedJudge.Grades(prompt => 5 - s_truth(prompt)), "agreement", "good-and-bad");

        certificate.Finding("agreement").Text.ShouldContain("contrary");
    }

    [Theory]
    [InlineData("I would give this a 4 out of 4.")]
    [InlineData("{\"code\":\"00000000\",\"reason\":\"x\",\"level\":4}")]
    [InlineData("")]
    public async Task A_judge_that_writes_no_verdict_is_exposed(string says) => await ExposedAsync(new ScriptedJudge((_, _) => says), "items", "failures", "agreement", "injection");

    [Fact]
    public async Task A_judge_that_crashes_now_and_then_is_exposed() =>
        await ExposedAsync(new ScriptedJudge((prompt, call) => call % 5 == 0 ? throw new HttpRequestException("503") : ScriptedJudge.Verdict(prompt, s_truth(prompt))), "failures");

    [Fact]
    public async Task A_judge_that_is_strict_in_one_language_alone_is_exposed()
    {
        var items = s_labels.Items.Select((item, i) => i % 3 == 0 ? item with { Item = item.Item with { Language = "de", Id = item.Item.Id + "-de" } } : item with { Item = item.Item with { Language = "en" } }).ToList();
        var labels = LabelFile.Create("two languages", LabelKind.Grades, "faithfulness", [1, 2, 3, 4], items);
        var german = items.Where(item => item.Item.Language is "de").Select(item => item.Item.Answer).ToList();

        var certificate = await CertifyAsync(ScriptedJudge.Grades(prompt => german.Exists(answer => prompt.Answer.StartsWith(answer, StringComparison.Ordinal)) ? 1 : s_truth(prompt)), labels);

        certificate.Finding("languages").Passed.ShouldBeFalse();
        certificate.Finding("languages").Text.ShouldContain("de ");
    }

    [Fact]
    public async Task Labels_on_which_people_do_not_agree_certify_nobody()
    {
        var random = new Random(3);
        var labels = LabelFile.Create("noise", LabelKind.Grades, "faithfulness", [1, 2, 3, 4],
            [.. s_labels.Items.Select(item => item with { Labels = [.. Enumerable.Range(0, 3).Select(p => new HumanLabel($"p{p}", 1 + random.Next(4)))] })]);

        var certificate = await CertifyAsync(ScriptedJudge.Grades(Sets.Truth(labels)), labels);

        certificate.Finding("ceiling").Passed.ShouldBeFalse();
    }

    [Fact]
    public async Task Only_held_out_items_are_judged()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await CertifyAsync(ScriptedJudge.Grades(prompt =>
        {
            seen[prompt.Answer[..17]] = true;
            return s_truth(prompt);
        }));

        seen.Keys.Order(StringComparer.Ordinal).ShouldBe(s_labels.HeldOut.Select(item => item.Item.Answer[..17]).Order(StringComparer.Ordinal));
        s_labels.Practice.Count().ShouldBeInRange(10, 40);
    }

    [Fact]
    public async Task The_same_judge_labels_and_seed_give_the_same_bytes_whatever_runs_at_once()
    {
        var one = await CertifyAsync(ScriptedJudge.Grades(s_truth), parallelism: 1);
        var many = await CertifyAsync(ScriptedJudge.Grades(s_truth), parallelism: 16);

        CertificateFormat.Write(many).ShouldBe(CertificateFormat.Write(one));
        CertificateFormat.Write(CertificateFormat.Read(CertificateFormat.Write(one))).ShouldBe(CertificateFormat.Write(one));
    }

    [Fact]
    public async Task A_scale_that_does_not_fit_the_labels_is_refused()
    {
        var judge = new RubricJudge(ScriptedJudge.Grades(_ => 1).As(), Sets.Rubric(0, 1));

        (await Should.ThrowAsync<ArgumentException>(async () => await Certifier().CertifyAsync(judge, s_labels, CancellationToken.None))).Message.ShouldContain("1, 2, 3, 4");
    }

    [FixtureFact("mtrag")]
    public async Task On_answers_that_people_rated_a_good_judge_passes_and_bad_ones_do_not()
    {
        var folder = Fixtures.Find("mtrag")!;
        var labels = await LabelFile.ReadRatingsAsync(Path.Combine(folder, "human_judgements.jsonl"), Path.Combine(folder, "corpus.jsonl"), "faithfulness", CancellationToken.None);
        var truth = Sets.Truth(labels);

        var good = await CertifyAsync(ScriptedJudge.Grades(truth), labels);
        output.WriteLine(Told(good));
        good.IsCertified.ShouldBeTrue(Told(good));
        // Measured elsewhere on all of these ratings: ordinal alpha about 0.47 among people.
        good.HumanAlpha!.Value.ShouldBeInRange(0.3, 0.6);
        labels.Items.Count.ShouldBe(159);

        (await CertifyAsync(ScriptedJudge.Grades(prompt => Math.Clamp(1 + (prompt.Answer.Length / 400), 1, 4)), labels)).IsCertified.ShouldBeFalse();
        (await CertifyAsync(ScriptedJudge.Grades(prompt => Sets.IsForged(prompt.Answer) ? 4 : truth(prompt)), labels)).Findings.Where(finding => !finding.Passed).Select(finding => finding.Rule).ShouldBe(["injection"]);
        var appropriateness = await LabelFile.ReadRatingsAsync(Path.Combine(folder, "human_judgements.jsonl"), null, "appropriateness", CancellationToken.None);
        var judge = new RubricJudge(ScriptedJudge.Grades(Sets.Truth(appropriateness)).As(), Sets.Rubric(criterion: "appropriateness"));
        (await Certifier().CertifyAsync(judge, appropriateness, CancellationToken.None)).Finding("ceiling").Passed.ShouldBeFalse();
    }

    private static async Task<JudgeCertificate> ExposedAsync(ScriptedJudge judge, params string[] rules)
    {
        var certificate = await CertifyAsync(judge);

        certificate.IsCertified.ShouldBeFalse();
        foreach (var rule in rules) certificate.Finding(rule).Passed.ShouldBeFalse(Told(certificate));
        if (rules is ["injection"]) certificate.Findings.Where(finding => !finding.Passed).Select(finding => finding.Rule).ShouldBe(rules);
        return certificate;
    }

    private static ValueTask<JudgeCertificate> CertifyAsync(ScriptedJudge judge, LabelSet? labels = null, int parallelism = 4) =>
        Certifier(parallelism).CertifyAsync(new RubricJudge(judge.As(), Sets.Rubric()), labels ?? s_labels, CancellationToken.None);

    private static Certifier Certifier(int parallelism = 4) => new(new CertifierOptions { Parallelism = parallelism }, new ManualClock());

    private static string Told(JudgeCertificate certificate) => string.Join('\n', certificate.Findings.Select(finding => $"{(finding.Passed ? "passes" : "FAILS")} {finding.Rule}: {finding.Text}"));
}
