using Groundwork.Evals;

namespace Groundwork.UseCases.Tests.Evaluating;

public sealed class GateChoiceTests
{
    private const string Gate = "gate: g\ndataset: set\nrules:\n  - metric: includes\n    atLeast: 0.5\n";

    [Fact]
    public async Task Without_a_run_a_gate_decides_on_the_one_that_was_asked_for_last_though_it_was_made_earlier()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.DatasetAsync();
        var (good, bad) = ($"recorded:{desk.Answers("good.jsonl")}", $"recorded:{desk.Answers("bad.jsonl", says: "nothing")}");
        var first = await desk.RunAsync(new RunEvalRequest("set", good) { Scorers = ["includes"] });
        var second = await desk.RunAsync(new RunEvalRequest("set", bad) { Scorers = ["includes"] });
        (await DecideAsync(desk, Gate)).Run.ShouldBe(second.Run);

        (await desk.RunAsync(new RunEvalRequest("set", good) { Scorers = ["includes"] })).Run.ShouldBe(first.Run);

        (await DecideAsync(desk, Gate)).Run.ShouldBe(first.Run);
    }

    [Fact]
    public async Task A_gate_that_names_a_version_takes_a_run_of_that_version_before_a_later_one_of_another()
    {
        await using var desk = await Desk.OpenAsync();
        var version = await desk.DatasetAsync();
        var request = new RunEvalRequest("set", $"recorded:{desk.Answers("a.jsonl", 5)}") { Scorers = ["includes"] };
        var meant = await desk.RunAsync(request);
        await desk.DatasetAsync(5);
        await desk.RunAsync(request);

        (await DecideAsync(desk, Gate.Replace("rules:", $"datasetVersion: {version.Fingerprint}\nrules:", StringComparison.Ordinal))).Run.ShouldBe(meant.Run);
    }

    [Fact]
    public async Task A_run_of_a_selection_is_decided_on_only_when_it_is_named()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.DatasetAsync(6);
        var part = await desk.RunAsync(new RunEvalRequest("set", $"recorded:{desk.Answers("a.jsonl", 6)}") { Scorers = ["includes"], Tags = ["half=odd"] });

        (await Should.ThrowAsync<EvalRunStateException>(() => DecideAsync(desk, Gate))).Message.ShouldContain("--run");

        (await DecideAsync(desk, Gate, part.Run)).Run.ShouldBe(part.Run);
    }

    private static async Task<GateReply> DecideAsync(Desk desk, string gate, string? run = null)
    {
        await File.WriteAllTextAsync(desk.File("gate.yaml"), gate);
        return await new DecideGate(desk.Workspace).RunAsync(desk.File("gate.yaml"), run, default);
    }
}
