using FsCheck;
using FsCheck.Fluent;
using Groundwork.Language;

namespace Groundwork.Evals.Tests.Datasets;

/// <summary>Samples with everything a sample can have, out of texts that are hard on formats.</summary>
internal static class AnySample
{
    private static readonly string[] s_texts =
        ["a", "Zürich, \"quoted\"", "line\nbreak", "comma, semicolon; tab\t", "检索是什么?", "ما هو البحث؟", "emoji 🦉 \u2028", "-1", "=1+1", "{{input}}", "null", " spaces ", "<script>", "\\u0041", "'", "|"];

    public static Gen<string> Text { get; } = Gen.Elements(s_texts);

    public static Gen<Sample> Sample { get; } =
        from numbers in Gen.ArrayOf(Gen.Choose(0, 1_000_000), 18)
        select Make(numbers);

    public static Gen<List<Sample>> Samples { get; } =
        from count in Gen.Choose(1, 12)
        from samples in Gen.ArrayOf(Sample, count)
        select samples.Select((sample, i) => sample with { Id = FormattableString.Invariant($"{i}-{sample.Id}") }).ToList();

    private static Sample Make(int[] n) => new(T(n[0]).Replace('\n', ' ').Replace('\t', ' ').Replace('\u2028', ' '), T(n[1]), new Expectation
    {
        Relevant = n[2] % 2 == 0 ? null : new Dictionary<string, int>(StringComparer.Ordinal) { [T(n[3])] = (n[3] % 5) - 1, ["doc " + T(n[4])] = 2 },
        Answers = n[5] % 3 == 0 ? null : [T(n[5]), T(n[6])],
        Places = n[7] % 2 == 0 ? null : [new AnswerPlace(T(n[7]), new TextSpan(n[7] % 100, n[8] % 100))],
        Reference = n[9] % 2 == 0 ? null : T(n[9]),
        ReferenceClaims = n[10] % 2 == 0 ? null : [T(n[10])],
        IsAnswerable = (n[11] % 3) switch { 0 => null, 1 => true, _ => false },
        ToolCalls = n[12] % 2 == 0 ? null : [new ExpectedToolCall(T(n[12]), new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [T(n[13])] = ["1", "\"\""] })],
        EndState = n[13] % 2 == 0 ? null : "{\"a\":1}",
        AttackGoal = n[14] % 2 == 0 ? null : T(n[14]),
        Checks = n[15] % 2 == 0 ? null : [new SampleCheck("regex", T(n[15])) { IsNegated = n[15] % 4 == 1, Weight = 1 + (n[15] % 7 / 10.0), Threshold = n[15] % 3 == 0 ? 0.1 : null }],
    })
    {
        Tags = n[16] % 2 == 0 ? Maps(n[16]) : new Dictionary<string, string>(StringComparer.Ordinal),
        Variables = n[17] % 2 == 0 ? Maps(n[17]) : new Dictionary<string, string>(StringComparer.Ordinal),
        Cluster = n[0] % 2 == 0 ? null : T(n[2]),
        Split = n[1] % 2 == 0 ? null : T(n[4]),
        Before = n[3] % 2 == 0 ? [] : [new SampleTurn("user", T(n[5])), new SampleTurn("assistant", T(n[6]))],
        Origin = n[4] % 2 == 0 ? Provenance.Unknown : new Provenance(ProvenanceKind.Production, T(n[8]), ""),
        IsDraft = n[5] % 2 == 0,
    };

    private static Dictionary<string, string> Maps(int number) => new(StringComparer.Ordinal) { ["b " + T(number / 3)] = T(number), ["a"] = T(number / 5) };

    private static string T(int number) => s_texts[number % s_texts.Length];
}
