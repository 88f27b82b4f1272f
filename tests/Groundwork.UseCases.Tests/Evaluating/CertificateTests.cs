using Groundwork.Evals;
using Groundwork.UseCases.Evaluating;

namespace Groundwork.UseCases.Tests.Evaluating;

public sealed class CertificateTests
{
    private static readonly DateOnly s_day = new(2026, 3, 4);

    [Fact]
    public async Task A_certificate_of_the_entailment_counts_in_the_report_of_a_stored_run()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.DatasetAsync();
        var recorded = desk.Recording("a.jsonl", 3, i => FormattableString.Invariant($$"""{"id":"q{{i}}","outcome":"Answered","text":"The answer {{i}}.","passages":[{"id":"1","document":"d{{i}}","text":"The answer {{i}}."}]}"""));
        var run = await desk.RunAsync(new RunEvalRequest("set", $"recorded:{recorded}") { Scorers = ["claims"] });
        run.Measured.Report.Notices.ShouldContain(n => n.Contains("uncertified", StringComparison.Ordinal));
        var judge = new LexicalNumericEntailment();
        await new CertificateStore(await desk.EvalsAsync()).SaveAsync(new JudgeCertificate(judge.Name, judge.Fingerprint, "faithful", "l", "f", LabelKind.Grades, s_day, IsCertified: true, []), default);

        var report = (await new ManageRuns(desk.Workspace).ReportAsync(run.Run, default)).Measured.Report;

        report.Metrics.ShouldAllBe(m => m.Certified == s_day);
        report.Notices.ShouldNotContain(n => n.Contains("uncertified", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_baseline_is_compared_with_people_without_a_rubric_and_its_certificate_names_the_judge_of_claims()
    {
        await using var desk = await Desk.OpenAsync();
        await File.WriteAllLinesAsync(desk.File("labels.jsonl"), Enumerable.Range(1, 40).Select(i => i % 2 == 0
            ? FormattableString.Invariant($$$"""{"id":"i{{{i}}}","question":"q","answer":"Backups are kept for {{{i}}} days.","passages":["Backups are kept for {{{i}}} days."],"labels":{"anna":1,"ben":1}}""")
            : FormattableString.Invariant($$$"""{"id":"i{{{i}}}","question":"q","answer":"Backups are kept for {{{i + 1}}} days.","passages":["Backups are kept for {{{i}}} days."],"labels":{"anna":0,"ben":0}}"""))
            .Prepend("""{"labels":1,"name":"made","kind":"grades","criterion":"faithfulness","scale":[0,1]}"""));
        var certify = new CertifyJudge(desk.Workspace);

        var reply = await certify.RunAsync(new CertifyJudgeRequest("baseline", null, "labels.jsonl") { Entailment = true }, Path.GetDirectoryName(desk.Data)!, default);

        reply.Fingerprint.ShouldBe(new LexicalNumericEntailment().Fingerprint);
        reply.Criterion.ShouldBe("faithfulness");
        reply.Items.ShouldBeGreaterThan(10);
        await Should.ThrowAsync<InvalidRequestException>(() => certify.RunAsync(new CertifyJudgeRequest("baseline", "r.yaml", "labels.jsonl") { Entailment = true }, Path.GetDirectoryName(desk.Data)!, default));
        await Should.ThrowAsync<InvalidRequestException>(() => certify.RunAsync(new CertifyJudgeRequest("baseline", null, "labels.jsonl"), Path.GetDirectoryName(desk.Data)!, default));
    }

    [Fact]
    public async Task One_certified_criterion_says_nothing_about_another()
    {
        await using var desk = await Desk.OpenAsync();
        var database = await desk.EvalsAsync();
        await new CertificateStore(database).SaveAsync(new JudgeCertificate("reader", "f1", "tone", "l", "f", LabelKind.Grades, s_day, IsCertified: true, []), default);
        Metric[] metrics = [new("help.tone", "") { Judge = "reader", JudgeFingerprint = "f1" }, new("help.depth", "") { Judge = "reader", JudgeFingerprint = "f1" }];

        var standings = await JudgeStandings.OfAsync(database, [new StoredScorer("reader", "s1", metrics)], default);

        standings.Single(s => s.Metrics!.Contains("help.tone", StringComparer.Ordinal)).Certified.ShouldBe(s_day);
        standings.Single(s => s.Metrics!.Contains("help.depth", StringComparer.Ordinal)).Certified.ShouldBeNull();
    }
}
