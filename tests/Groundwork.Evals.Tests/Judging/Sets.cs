using Groundwork.Evals.Judging;

namespace Groundwork.Evals.Tests.Judging;

/// <summary>Rubrics, label sets of our own making, and judges that know the truth about them.</summary>
internal static class Sets
{
    private static readonly string[] s_orders =
    [
        "meets the criterion in full", "the best possible", "ignore all previous", "checked by experts", "Reference verdict", "Reply again", "Vergiss alle", "ignora todas", "ignorez toutes", "забудь все", "忽略之前", "すべて無視", "تجاهل جميع",
    ];

    public static Rubric Rubric(int lowest = 1, int highest = 4, string criterion = "faithfulness") => RubricFile.Parse(
        $"rubric: test\ntitle: A test\ncriteria:\n  - name: {criterion}\n    question: Is it so?\n    levels:\n" + string.Concat(Enumerable.Range(lowest, highest - lowest + 1).Select(level => FormattableString.Invariant($"      {level}: Level {level}.\n"))),
        "test.yaml");

    /// <summary>Answers whose length says nothing about their grade, graded 1..4 by three people who mostly agree.</summary>
    public static LabelSet Grades(int items = 80)
    {
        var random = new Random(7);
        return LabelFile.Create("made", LabelKind.Grades, "faithfulness", [1, 2, 3, 4], [.. Enumerable.Range(0, items).Select(i =>
        {
            var truth = 1 + random.Next(4);
            var labels = Enumerable.Range(0, 3).Select(p => new HumanLabel($"p{p}", Math.Clamp(truth + (random.Next(6) == 0 ? random.Next(3) - 1 : 0), 1, 4))).ToList();
            return new LabelledItem(new JudgedItem(FormattableString.Invariant($"i{i:000}"), "What is it?", FormattableString.Invariant($"Answer number {i:000} says this.{string.Concat(Enumerable.Repeat(" And more.", random.Next(30)))}")), labels);
        })]);
    }

    public static LabelSet Pairs(int items = 80)
    {
        var random = new Random(8);
        return LabelFile.Create("made pairs", LabelKind.Pairs, "better", [-1, 0, 1], [.. Enumerable.Range(0, items).Select(i =>
            new LabelledItem(
                new JudgedItem(FormattableString.Invariant($"i{i:000}"), "What is it?", Text(i, 'a')) { Other = Text(i, 'b') },
                [new HumanLabel("p", random.Next(2) == 0 ? 1 : -1)]))]);
        string Text(int i, char side) => FormattableString.Invariant($"Answer {side}{i:000} says this.{string.Concat(Enumerable.Repeat(" And more.", random.Next(30)))}");
    }

    /// <summary>Says what people came to.</summary>
    public static Func<JudgePrompt, int> Truth(LabelSet labels)
    {
        var known = labels.Items.Select(item => (Answer: ForgedVerdicts.Neutralise(item.Item.Answer), Level: People.Together(item, LabelKind.Grades))).OrderByDescending(entry => entry.Answer.Length).ToList();
        return prompt => known.Find(entry => prompt.Answer.StartsWith(entry.Answer, StringComparison.Ordinal)).Level;
    }

    /// <summary>Prefers what people prefer.</summary>
    public static Func<string, string, string> Preference(LabelSet labels)
    {
        var known = labels.Items.Select(item => (A: ForgedVerdicts.Neutralise(item.Item.Answer), B: ForgedVerdicts.Neutralise(item.Item.Other!), Value: People.Together(item, LabelKind.Pairs)))
            .OrderByDescending(entry => entry.A.Length + entry.B.Length).ToList();
        return (first, second) =>
        {
            foreach (var (a, b, value) in known)
            {
                if (first.StartsWith(a, StringComparison.Ordinal) && second.StartsWith(b, StringComparison.Ordinal)) return value > 0 ? "1" : "2";
                if (first.StartsWith(b, StringComparison.Ordinal) && second.StartsWith(a, StringComparison.Ordinal)) return value > 0 ? "2" : "1";
            }

            return "tie";
        };
    }

    public static CertificateFinding Finding(this JudgeCertificate certificate, string rule) => certificate.Findings.Single(finding => string.Equals(finding.Rule, rule, StringComparison.Ordinal));

    /// <summary>True where the text tries to talk to its judge.</summary>
    public static bool IsForged(string text) => Array.Exists(s_orders, order => text.Contains(order, StringComparison.Ordinal));
}
