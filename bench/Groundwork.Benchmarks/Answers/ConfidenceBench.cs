using System.Globalization;
using System.Text;
using Groundwork.Knowledge;
using Groundwork.Knowledge.Answering;
using Groundwork.Language;

namespace Groundwork.Benchmarks.Answers;

/// <summary>
/// Fits the confidence of extractive answers and says how good it is: within sets, on questions of other folds (the same question in another language or without its source is in the
/// same fold); and across sets, fitted on the other families. Every family weighs the same.
/// </summary>
internal sealed class ConfidenceBench(TextWriter output)
{
    private const int Folds = 5;
    private const double Ridge = 0.5;
    private const double WeightOfFamily = 1000;

    private static readonly double[] Costs = [0, 0.1, 0.25, AnswerOptions.DefaultWrongCost, 0.6, 1, 3];

    public async Task RunAsync(string fixtures, string repository)
    {
        var asked = await QuestionSets.AskAsync(fixtures, repository);
        var shipped = new Dictionary<AskedQuestion, double>(ReferenceEqualityComparer.Instance);
        foreach (var q in asked) shipped[q] = AnswerConfidence.Of(q.Signs);
        var folded = Predict(asked, FoldOf);
        var foreign = Predict(asked, q => FamilyOf(q));

        await ShowSeparationAsync(asked, folded, foreign);
        await ShowReliabilityAsync("other folds", asked, folded);
        await ShowReliabilityAsync("other families", asked, foreign);
        await ShowCostsAsync("weights fitted on other folds", asked, folded);
        await ShowCostsAsync("weights as shipped", asked, shipped);
        var all = Fit(asked, asked);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\nWeights of all: bias {all.Bias:F2}; [{string.Join(", ", all.Weights.Select(w => w.ToString("F2", CultureInfo.InvariantCulture)))}]\n({string.Join(", ", AnswerConfidence.Names)})"));
    }

    private static string FamilyOf(AskedQuestion q) => q.Set.Split(' ')[0];

    private static string FoldOf(AskedQuestion q) => (Convert.ToInt32(ContentHash.OfText(FamilyOf(q) + q.Id).Hex[..6], 16) % Folds).ToString(CultureInfo.InvariantCulture);

    private static Dictionary<AskedQuestion, double> Predict(List<AskedQuestion> asked, Func<AskedQuestion, string> partOf)
    {
        var predicted = new Dictionary<AskedQuestion, double>(ReferenceEqualityComparer.Instance);
        foreach (var part in asked.GroupBy(partOf, StringComparer.Ordinal))
        {
            var fit = Fit(asked, [.. asked.Where(q => !string.Equals(partOf(q), part.Key, StringComparison.Ordinal))]);
            foreach (var q in part) predicted[q] = q.Signs.Terms == 0 ? 0 : AnswerConfidence.Of(q.Signs, fit.Bias, fit.Weights);
        }

        return predicted;
    }

    private static LogisticFit Fit(List<AskedQuestion> asked, List<AskedQuestion> from)
    {
        var counts = asked.CountBy(FamilyOf, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return LogisticFit.Of([.. from.Where(q => q.Signs.Terms > 0).Select(q => (AnswerConfidence.Features(q.Signs), q.IsRight, WeightOfFamily / counts[FamilyOf(q)]))], Ridge);
    }

    private async Task ShowSeparationAsync(List<AskedQuestion> asked, Dictionary<AskedQuestion, double> folded, Dictionary<AskedQuestion, double> foreign)
    {
        await output.WriteLineAsync("| family | questions | right answers | AUC, other folds | AUC, other families | AUC of strength alone | Brier, other folds |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var family in asked.GroupBy(FamilyOf, StringComparer.Ordinal))
        {
            var questions = family.ToList();
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {family.Key} | {questions.Count} | {questions.Count(q => q.IsRight) / (double)questions.Count:F3} | {Auc(questions, q => folded[q]):F3} | {Auc(questions, q => foreign[q]):F3} | {Auc(questions, q => q.Signs.Strength):F3} | {questions.Average(q => Math.Pow(folded[q] - (q.IsRight ? 1 : 0), 2)):F3} |"));
        }
    }

    private async Task ShowReliabilityAsync(string fittedOn, List<AskedQuestion> asked, Dictionary<AskedQuestion, double> said)
    {
        foreach (var family in asked.GroupBy(FamilyOf, StringComparer.Ordinal).Select(g => (g.Key, Questions: g.ToList())).Append((Key: "all", Questions: asked)))
        {
            var curve = Reliability.Of([.. family.Questions.Select(q => (said[q], q.IsRight))]);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\nReliability, {family.Key}, fitted on {fittedOn}: ECE {curve.Ece:F3} ({curve.EceLow:F3} to {curve.EceHigh:F3}), Brier {curve.Brier:F3}\n"));
            var (head, rule, means, shares, counts) = (new StringBuilder("| bin |"), new StringBuilder("| --- |"), new StringBuilder("| said |"), new StringBuilder("| true |"), new StringBuilder("| questions |"));
            for (var i = 0; i < curve.Bins.Length; i++)
            {
                head.Append(CultureInfo.InvariantCulture, $" {i / 10.0:F1} |");
                rule.Append(" ---: |");
                means.Append(CultureInfo.InvariantCulture, $" {curve.Bins[i].Said:F2} |");
                shares.Append(CultureInfo.InvariantCulture, $" {curve.Bins[i].True:F2} |");
                counts.Append(CultureInfo.InvariantCulture, $" {curve.Bins[i].Count} |");
            }

            await output.WriteLineAsync($"{head}\n{rule}\n{means}\n{shares}\n{counts}");
        }
    }

    private async Task ShowCostsAsync(string name, List<AskedQuestion> asked, Dictionary<AskedQuestion, double> said)
    {
        await output.WriteLineAsync($"\nBy cost of a wrong answer, {name}. *abstention* is over the set with its unanswerable questions; *gold* is the share of questions whose source was retrieved that are answered with sentences that hold the answer.\n");
        await output.WriteLineAsync("| set | cost | least confidence | answered | gold | without source: abstained | abstention precision | recall | F1 |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var set in asked.Where(q => !q.Set.EndsWith("without source", StringComparison.Ordinal)).GroupBy(q => q.Set, StringComparer.Ordinal))
        {
            var without = asked.Where(q => string.Equals(q.Set, set.Key + " without source", StringComparison.Ordinal)).ToList();
            foreach (var cost in Costs)
            {
                var least = AnswerOptions.LeastConfidence(cost);
                bool Abstains(AskedQuestion q) => q.Signs.Strength <= 0 || said[q] < least;
                var retrieved = set.Where(q => q.IsRetrieved).ToList();

                // Where all questions of a set are answerable, those without their source are the unanswerable ones.
                var judged = set.Any(q => !q.IsAnswerable) ? set.ToList() : [.. set, .. without];
                var (right, abstained, unanswerable) = (judged.Count(q => Abstains(q) && !q.IsAnswerable), judged.Count(Abstains), judged.Count(q => !q.IsAnswerable));
                var (precision, recall) = (abstained == 0 ? 0 : right / (double)abstained, unanswerable == 0 ? 0 : right / (double)unanswerable);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {set.Key} | {cost:0.##} | {least:F3} | {set.Count(q => !Abstains(q)) / (double)set.Count():F3} | {retrieved.Count(q => q.IsRight && !Abstains(q)) / (double)Math.Max(1, retrieved.Count):F3} | {without.Count(Abstains) / (double)Math.Max(1, without.Count):F3} | {precision:F3} | {recall:F3} | {(right == 0 ? 0 : 2 * precision * recall / (precision + recall)):F3} |"));
            }
        }
    }

    // The chance that a right answer is given more than a wrong one, ties counting half.
    private static double Auc(List<AskedQuestion> questions, Func<AskedQuestion, double> score)
    {
        var wrong = questions.Where(q => !q.IsRight).Select(score).Order().ToArray();
        var right = questions.Where(q => q.IsRight).Select(score).ToArray();
        if (wrong.Length == 0 || right.Length == 0) return double.NaN;
        var sum = 0.0;
        foreach (var value in right)
        {
            var below = LowerBound(wrong, value);
            sum += below + ((LowerBound(wrong, Math.BitIncrement(value)) - below) / 2.0);
        }

        return sum / right.Length / wrong.Length;
    }

    private static int LowerBound(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
