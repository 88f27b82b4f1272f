using Groundwork.Knowledge;
using Groundwork.UseCases.Tuning;

namespace Groundwork.UseCases.Tests;

public sealed class TuningTests
{
    private const int Questions = 40;

    [Fact]
    public async Task What_gains_on_one_half_and_on_the_other_is_taken()
    {
        await using var desk = await FilledAsync();
        var (queries, qrels) = await AskForLongFormsAsync(desk);
        var dry = await TuneAsync(desk, new TuneRequest(queries, qrels, DryRun: true));
        (dry.Kept, await StepsAsync(desk)).ShouldBe((false, null));
        var reply = await TuneAsync(desk, new TuneRequest(queries, qrels));
        reply.Questions.ShouldBe(Questions);
        reply.Ndcg.ShouldBe(0, "no question has a word of its document");
        var acronyms = reply.Steps.Single(s => s.Step is "acronyms");
        acronyms.Gain.ShouldBeGreaterThan(0.5);
        (acronyms.Better, acronyms.Worse).ShouldBe((Questions / 2, 0));
        acronyms.Chance.ShouldBeLessThan(0.001);
        var check = reply.Check.ShouldNotBeNull();
        (check.Questions, check.Passed).ShouldBe((Questions / 2, true));
        check.Gain.ShouldBeGreaterThan(0.5);
        reply.Taken.ShouldBe(["follow-up", "spelling", "acronyms"]);
        (await StepsAsync(desk)).ShouldBe("FollowUp Spelling Acronyms");
        reply.ShouldBe(await TuneAsync(desk, new TuneRequest(queries, qrels)), new SameReply());
    }

    [Fact]
    public async Task Steps_that_are_not_decided_on_stay_and_a_reset_goes_back()
    {
        await using var desk = await FilledAsync();
        var (queries, qrels) = await AskForLongFormsAsync(desk);
        (await TuneAsync(desk, new TuneRequest(queries, qrels, Steps: ["features"]))).Taken.ShouldBe(["follow-up", "spelling"]);
        await desk.Workspace.Knowledge.Collections.SetStepsAsync(CollectionName.Parse("default"), [RetrievalStep.Diversity], default);
        (await TuneAsync(desk, new TuneRequest(queries, qrels, Steps: ["acronyms"]))).Taken.ShouldBe(["acronyms", "diversity"]);
        (await StepsAsync(desk)).ShouldBe("Acronyms Diversity");
        var back = await new TuneCollection(desk.Workspace).ResetAsync("default", default);
        back.Taken.ShouldBe(["follow-up", "spelling"]);
        (await StepsAsync(desk)).ShouldBeNull();
        await Should.ThrowAsync<CollectionNotFoundException>(() => new TuneCollection(desk.Workspace).ResetAsync("nowhere", default));
    }

    [Fact]
    public async Task Ids_with_white_space_are_compared_as_run_files_write_them()
    {
        await using var desk = await FilledAsync(i => $"note {i}.md");
        var (queries, qrels) = await AskForLongFormsAsync(desk, i => $"question {i}", i => $"question_{i} 0 note_{i}.md 1");
        (await TuneAsync(desk, new TuneRequest(queries, qrels))).Taken.ShouldContain(t => t == "acronyms");
    }

    [Fact]
    public async Task What_decides_nothing_is_refused()
    {
        await using var desk = await FilledAsync();
        var (queries, qrels) = await AskForLongFormsAsync(desk);
        await Refused(new TuneRequest(queries, qrels, Steps: []), "no step to decide on");
        await Refused(new TuneRequest(queries, qrels, Steps: ["none"]), "no step to decide on");
        await Refused(new TuneRequest(queries, qrels, Steps: ["listwise"]), "needs a chat model");
        (_, var elsewhere) = await AskForLongFormsAsync(desk, judgement: i => $"{i} 0 elsewhere{i}.md 1");
        await Refused(new TuneRequest(queries, elsewhere), "None of the 40 relevant documents");
        await File.WriteAllTextAsync(elsewhere, "1 0 d1.md 1");
        await Refused(new TuneRequest(queries, elsewhere), "40 are needed");
        await File.WriteAllTextAsync(elsewhere, "1 d1.md");
        await Refused(new TuneRequest(queries, elsewhere), "line 1");
        await Should.ThrowAsync<SourcePathException>(() => TuneAsync(desk, new TuneRequest(queries, "/no/such")));
        await File.AppendAllTextAsync(queries, """{"id":"1","text":"again"}""");
        await Refused(new TuneRequest(queries, qrels), "two questions with the id \"1\"");
        (await StepsAsync(desk)).ShouldBeNull();
        async Task Refused(TuneRequest request, string why) => (await Should.ThrowAsync<InvalidRequestException>(() => TuneAsync(desk, request))).Message.ShouldContain(why);
    }

    [Fact]
    public async Task A_collection_that_changes_meanwhile_is_not_tuned()
    {
        await using var desk = await FilledAsync();
        var (queries, qrels) = await AskForLongFormsAsync(desk);
        (await Should.ThrowAsync<InvalidRequestException>(() => new TuneCollection(desk.Workspace).RunAsync(new TuneRequest(queries, qrels), new Meanwhile(desk), default))).Message.ShouldContain("changed while it was measured");
        (await StepsAsync(desk)).ShouldBeNull();
    }

    [Fact]
    public async Task A_step_does_not_come_because_questions_surely_get_worse()
    {
        // Four of twenty gain much, sixteen lose a little: the mean is above 0, and the signs alone are hardly chance.
        var choice = Choice((RetrievalStep.Features, i => i < 4 ? 0.4 : -0.01));
        (await choice.RunAsync([RetrievalStep.Spelling], [RetrievalStep.Features])).ShouldBe([RetrievalStep.Spelling]);
        choice.Measured.ShouldHaveSingleItem().Gain.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_step_that_surely_loses_goes_and_never_comes()
    {
        var choice = Choice((RetrievalStep.Features, _ => -0.1), (RetrievalStep.Spelling, _ => -0.2));
        (await choice.RunAsync([RetrievalStep.FollowUp, RetrievalStep.Spelling], [RetrievalStep.Spelling, RetrievalStep.Features])).ShouldBe([RetrievalStep.FollowUp]);
        choice.Measured.Select(m => (m.Step, Math.Round(m.Gain, 6), m.Worse)).ShouldBe([("spelling", -0.2, 20), ("features", -0.1, 20)]);
    }

    [Fact]
    public async Task Of_many_steps_none_comes_by_chance()
    {
        // 15 gain and 5 lose as much: chance explains that in 4 of 100 cases, and in more where four steps are tried.
        (RetrievalStep, Func<int, double>) Lucky(RetrievalStep step) => (step, i => i < 15 ? 0.1 : -0.1);
        (await Choice(Lucky(RetrievalStep.Features)).RunAsync([], [RetrievalStep.Features])).ShouldBe([RetrievalStep.Features]);
        (await Choice(Lucky(RetrievalStep.Features)).RunAsync([], [RetrievalStep.Spelling, RetrievalStep.Acronyms, RetrievalStep.Feedback, RetrievalStep.Features])).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_chosen_step_already_gives_no_other_step_is_taken_for()
    {
        double[] Measure(IReadOnlyList<RetrievalStep> steps) => [.. Enumerable.Range(0, 20).Select(_ => steps.Contains(RetrievalStep.Features) ? 0.6 : steps.Contains(RetrievalStep.Feedback) ? 0.5 : 0.4)];
        (await new StepChoice(steps => Task.FromResult(Measure(steps))).RunAsync([], [RetrievalStep.Feedback, RetrievalStep.Features])).ShouldBe([RetrievalStep.Features]);
    }

    // Twenty questions at 0.5; each step adds what it adds.
    private static StepChoice Choice(params (RetrievalStep Step, Func<int, double> Gain)[] effects) => new(steps =>
        Task.FromResult<double[]>([.. Enumerable.Range(0, 20).Select(i => 0.5 + effects.Where(e => steps.Contains(e.Step)).Sum(e => e.Gain(i)))]));

    private static Task<TuneReply> TuneAsync(Desk desk, TuneRequest request) => new TuneCollection(desk.Workspace).RunAsync(request, null, default);

    private static async Task<string?> StepsAsync(Desk desk) =>
        (await desk.Workspace.Knowledge.Collections.GetAsync(CollectionName.Parse("default"), default)).Steps is { } steps ? string.Join(' ', steps) : null;

    // Every note uses its short form alone; one glossary explains them all.
    private static async Task<Desk> FilledAsync(Func<int, string>? name = null)
    {
        var desk = await Desk.OpenAsync();
        for (var i = 0; i < Questions; i++) desk.Write(name?.Invoke(i) ?? $"d{i}.md", $"{Short(i)} hums at noon.");
        desk.Write("zz.md", string.Join("\n\n", Enumerable.Range(0, Questions).Select(i => $"We call a {Long(i)} ({Short(i)}).")));
        await desk.IngestAsync();
        return desk;
    }

    private static async Task<(string Queries, string Qrels)> AskForLongFormsAsync(Desk desk, Func<int, string>? id = null, Func<int, string>? judgement = null)
    {
        var (queries, qrels) = (desk.File("queries.jsonl"), desk.File(judgement is null ? "qrels.tsv" : "judged.tsv"));
        await File.WriteAllLinesAsync(queries, Enumerable.Range(0, Questions).Select(i => $$"""{"id":"{{id?.Invoke(i) ?? $"{i}"}}","text":"{{Long(i)}}"}"""));
        await File.WriteAllLinesAsync(qrels, Enumerable.Range(0, Questions).Select(i => judgement?.Invoke(i) ?? $"{i} 0 d{i}.md 1"));
        return (queries, qrels);
    }

    private static string Short(int i) => $"Q{(char)('A' + (i % 26))}{(char)('K' + (i / 26))}";

    private static string Long(int i) => $"quor{(char)('a' + (i % 26))}bix {char.ToLowerInvariant(Short(i)[1])}undel{(char)('p' + (i / 26))} {char.ToLowerInvariant(Short(i)[2])}astrom";

    // Ingests a document while a step is being measured.
    private sealed class Meanwhile(Desk desk) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value != 30) return;
            desk.Write("new.md", "Something new came.");
            desk.IngestAsync().GetAwaiter().GetResult();
        }
    }

    private sealed class SameReply : IEqualityComparer<TuneReply>
    {
        public bool Equals(TuneReply? x, TuneReply? y) => x!.Taken.SequenceEqual(y!.Taken, StringComparer.Ordinal) && x.Steps.SequenceEqual(y.Steps) && x.Check == y.Check && x.Ndcg.Equals(y.Ndcg);

        public int GetHashCode(TuneReply obj) => 0;
    }
}
