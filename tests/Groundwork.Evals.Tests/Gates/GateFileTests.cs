namespace Groundwork.Evals.Tests.Gates;

public class GateFileTests
{
    private const string Whole = """
        gate: handbook answers
        dataset: handbook
        datasetVersion: 9c1d
        subject: answers of handbook
        baseline:
          file: baseline.json
        confidence: 0.9
        minimumCoverage: 0.97
        minimumItems: 30
        rules:
          - metric: ndcg@10
            direction: higher
            noWorseBy: 0.02
            atLeast: 0.6
            confidence: 0.99
            minimumCoverage: 1
            groups:
              - tag: language
                value: de
                noWorseBy: 0.05
              - tag: source
                atLeast: 0.4
          - metric: latency
            atMost: 2000
          - metric: helpfulness
            everyItem: 2
            allowUncertified: true
        """;

    [Fact]
    public void Every_member_is_read()
    {
        var gate = GateFile.Read(Whole, "gate.yaml");
        (gate.Name, gate.Dataset, gate.DatasetVersion, gate.Subject).ShouldBe(("handbook answers", "handbook", "9c1d", "answers of handbook"));
        gate.Baseline.ShouldBe(new GateBaseline.Stored("baseline.json"));
        (gate.Confidence, gate.MinimumCoverage, gate.MinimumItems).ShouldBe((0.9, 0.97, 30));
        gate.Rules[0].ShouldBe(new GateRule("ndcg@10") { HigherIsBetter = true, NoWorseBy = 0.02, AtLeast = 0.6, Confidence = 0.99, MinimumCoverage = 1, Groups = gate.Rules[0].Groups });
        gate.Rules[0].Groups.ShouldBe([new GateGroup("language", "de") { NoWorseBy = 0.05 }, new GateGroup("source", null) { AtLeast = 0.4 }]);
        gate.Rules[1].AtMost.ShouldBe(2000);
        (gate.Rules[2].EveryItem, gate.Rules[2].AllowUncertified).ShouldBe((2, true));
    }

    [Fact]
    public void A_baseline_may_be_a_run_or_numbers()
    {
        GateFile.Read("gate: g\ndataset: d\nbaseline: {run: main}\nrules: [{metric: m, noWorseBy: 0}]", "g").Baseline.ShouldBe(new GateBaseline.Pinned("main"));
        var numbers = GateFile.Read("gate: g\ndataset: d\nbaseline: {numbers: {m: 0.5}}\nrules: [{metric: m, noWorseBy: 0}]", "g").Baseline.ShouldBeOfType<GateBaseline.Numbers>();
        numbers.Means["m"].ShouldBe(0.5);
    }

    [Theory]
    [InlineData("gate: g\ndataset: d\nrules:\n  - metric: m\n    atleast: 1", 5, "no member \"atleast\"")]
    [InlineData("gate: g\ndataset: d\nthreshold: 1\nrules: [{metric: m, atLeast: 1}]", 3, "no member \"threshold\"")]
    [InlineData("gate: g\ndataset: d\nrules:\n  - metric: m\n    atLeast: NaN", 5, "must be a number")]
    [InlineData("gate: g\ndataset: d\nrules:\n  - metric: m\n    atLeast: 1e999", 5, "must be a number")]
    [InlineData("gate: g\ndataset: d\nrules:\n  - metric: m\n    noWorseBy: -0.1", 5, "a number from 0 up")]
    [InlineData("gate: g\ndataset: d\nconfidence: 0.5\nrules: [{metric: m, atLeast: 1}]", 3, "a number from 0.55 to 0.9999")]
    [InlineData("gate: g\ndataset: d\nrules:\n  - metric: m", 4, "demands nothing")]
    [InlineData("gate: g\ndataset: d\nrules: []", 1, "needs \"rules\"")]
    [InlineData("gate: g\nrules: [{metric: m, atLeast: 1}]", 1, "needs \"dataset\"")]
    [InlineData("gate: g\ndataset: d\nrules: [{metric: m, noWorseBy: 1}]", 1, "has no \"baseline\"")]
    [InlineData("gate: g\ndataset: d\nbaseline: {run: a, file: b}\nrules: [{metric: m, noWorseBy: 1}]", 3, "exactly one")]
    [InlineData("gate: g\ngate: h\ndataset: d\nrules: [{metric: m, atLeast: 1}]", 2, "given twice")]
    [InlineData("gate: &a g\ndataset: *a\nrules: [{metric: m, atLeast: 1}]", 1, "Anchors")]
    [InlineData("gate: !!str g\ndataset: d\nrules: [{metric: m, atLeast: 1}]", 1, "tags")]
    [InlineData("gate: g\ndataset: d\nrules: [{metric: m, atLeast: 1}]\n---\ngate: h", 4, "second document")]
    [InlineData("- a", 1, "must be a mapping")]
    [InlineData("gate: g\ndataset: d\nrules:\n  - metric: m\n    atLeast: 1\n    direction: up", 6, "higher or lower")]
    [InlineData("gate: g\ndataset: d\nrules:\n  - metric: m\n    atLeast: 1\n    allowUncertified: maybe", 6, "true or false")]
    public void What_cannot_be_used_is_refused_with_its_line(string text, int line, string words)
    {
        var problem = Should.Throw<GateFileException>(() => GateFile.Read(text, "gate.yaml"));
        problem.Message.ShouldContain(words);
        problem.Line.ShouldBe(line);
        problem.Message.ShouldStartWith(line > 0 ? FormattableString.Invariant($"gate.yaml, line {line}: ") : "gate.yaml: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    public void An_empty_file_is_refused(string text) => Should.Throw<GateFileException>(() => GateFile.Read(text, "gate.yaml")).Message.ShouldBe("gate.yaml: The file is empty.");

    [Fact]
    public void A_group_cannot_be_compared_with_numbers_of_all_samples() =>
        Should.Throw<GateFileException>(() => GateFile.Read("gate: g\ndataset: d\nbaseline:\n  numbers:\n    m: 1\nrules:\n  - metric: m\n    groups:\n      - tag: language\n        noWorseBy: 0.1", "g"))
            .Message.ShouldContain("means of all samples, not of groups");

    [Fact]
    public void What_is_no_YAML_is_refused() => Should.Throw<GateFileException>(() => GateFile.Read("gate: [", "g")).Message.ShouldContain("This is no YAML");

    [Fact]
    public void Deep_and_huge_files_are_refused_before_they_cost_anything()
    {
        Should.Throw<GateFileException>(() => GateFile.Read("gate: " + new string('[', 100_000), "g"));
        Should.Throw<GateFileException>(() => GateFile.Read(new string(' ', 1_000_001), "g")).Message.ShouldContain("1000001 characters");
    }
}
