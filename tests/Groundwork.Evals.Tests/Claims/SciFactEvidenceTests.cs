using System.Text.Json;
using Groundwork.TestKit;
using Xunit.Abstractions;

namespace Groundwork.Evals.Tests.Claims;

/// <summary>How far the baseline tells support from contradiction and from unrelated text, on claims and abstracts of scientific papers. The floors stand below what was measured once; nothing was tuned to it.</summary>
public sealed class SciFactEvidenceTests(ITestOutputHelper output)
{
    [FixtureFact("scifact")]
    public async Task The_baseline_tells_support_from_unrelated_text_well_and_from_contradiction_barely()
    {
        var folder = Fixtures.Find("scifact")!;
        var abstracts = Lines(folder, "corpus.jsonl").ToDictionary(line => line.GetProperty("id").GetString()!, line => line.GetProperty("text").GetString()!, StringComparer.Ordinal);
        var evidence = Lines(folder, "evidence.jsonl").Select(line => (Claim: line.GetProperty("claim").GetString()!, Document: line.GetProperty("doc_id").GetString()!, Supports: line.GetProperty("label").ValueEquals("SUPPORT")))
            .Distinct().ToList();
        var baseline = new LexicalNumericEntailment();
        var supported = await StrengthsAsync(evidence.Where(row => row.Supports).Select(row => (row.Claim, abstracts[row.Document])));
        var contradicted = await StrengthsAsync(evidence.Where(row => !row.Supports).Select(row => (row.Claim, abstracts[row.Document])));
        var others = abstracts.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        var unrelated = await StrengthsAsync(evidence.Where(row => row.Supports).SelectMany((row, i) => Enumerable.Range(1, 5).Select(k => others[((i * 31) + (k * 211)) % others.Count]).Where(other => !string.Equals(other.Key, row.Document, StringComparison.Ordinal)).Select(other => (row.Claim, other.Value))));

        var (againstContradiction, againstUnrelated) = (Auroc(supported, contradicted), Auroc(supported, unrelated));

        output.WriteLine(FormattableString.Invariant($"{supported.Count} supported, {contradicted.Count} contradicted, {unrelated.Count} unrelated; AUROC {againstContradiction:F3} and {againstUnrelated:F3}; supports at 0.5: {Share(supported):F3}, {Share(contradicted):F3}, {Share(unrelated):F3}"));
        againstUnrelated.ShouldBeGreaterThan(0.9);
        againstContradiction.ShouldBeGreaterThan(0.5);

        async Task<List<double>> StrengthsAsync(IEnumerable<(string Claim, string Premise)> pairs)
        {
            var strengths = new List<double>();
            foreach (var (claim, premise) in pairs) strengths.Add(((Entailment.Judged)(await baseline.JudgeAsync(premise, [claim], CancellationToken.None))[0]).Strength);
            return strengths;
        }
    }

    // The chance that a drawn positive lies above a drawn negative, ties half: Hanley and McNeil 1982.
    private static double Auroc(List<double> positive, List<double> negative) =>
        positive.Average(p => negative.Average(n => p > n ? 1 : p < n ? 0.0 : 0.5));

    private static double Share(List<double> strengths) => strengths.Average(strength => strength >= 0.5 ? 1.0 : 0);

    private static IEnumerable<JsonElement> Lines(string folder, string name) => File.ReadLines(Path.Combine(folder, name)).Select(line => JsonDocument.Parse(line).RootElement);
}
