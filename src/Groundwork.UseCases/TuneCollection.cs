using System.Globalization;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>A collection's own questions decide which steps are taken between a question and its passages.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class TuneCollection(Workspace workspace)
{
    // Fewer say nothing: one question more or less would decide.
    private const int LeastQuestions = 20;
    private const int Passages = 40;
    private const int Rank = 10;

    // A step is switched on where it gains and hardly ever would by chance.
    private const double MostChance = 0.05;

    private static readonly RetrievalStep[] s_withoutModel = [RetrievalStep.Spelling, RetrievalStep.Acronyms, RetrievalStep.Feedback, RetrievalStep.Features];

    /// <summary>Measures each step and keeps those that pay. Follow-ups stay on: questions without conversations say nothing about them.</summary>
    /// <param name="request">What to measure on.</param>
    /// <param name="progress">Told how many questions were asked.</param>
    /// <param name="cancellationToken">Leaves the collection as it was.</param>
    public async Task<TuneReply> RunAsync(TuneRequest request, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var started = workspace.Time.GetTimestamp();
        var name = CollectionName.Parse(request.Collection);
        var qrels = await ReadQrelsAsync(request.Qrels, cancellationToken);
        var questions = new List<BatchQuery>();
        await foreach (var query in BatchQueries.ReadAsync(request.Queries, cancellationToken))
            if (qrels.TryGetValue(query.Id, out var grades) && grades.Values.Any(g => g > 0)) questions.Add(query);
        if (questions.Count < LeastQuestions) throw new InvalidRequestException(FormattableString.Invariant($"{request.Queries} has {questions.Count} questions with a relevant document in {request.Qrels}; {LeastQuestions} are needed to tell a gain from chance."));
        var asked = 0;
        var before = await MeasureAsync([]);
        var measured = new List<TunedStepReply>();
        var taken = new List<RetrievalStep> { RetrievalStep.FollowUp };
        foreach (var step in (StepNames.Read(request.Steps) ?? s_withoutModel).Distinct().Order())
        {
            var after = await MeasureAsync([step]);
            var gains = before.Zip(after, (b, a) => a - b).ToArray();
            var (better, worse) = (gains.Count(g => g > 1e-9), gains.Count(g => g < -1e-9));
            var chance = SignTest(better, worse);
            measured.Add(new TunedStepReply(StepNames.Of(step), gains.Average(), better, worse, chance));

            // What pays everywhere stays unless it loses here; all else must pay here.
            var isDefault = RetrievalPipeline.Default.Contains(step);
            if (isDefault ? gains.Average() >= 0 || chance > MostChance : gains.Average() > 0 && chance <= MostChance) taken.Add(step);
        }

        if (!request.DryRun) await workspace.Knowledge.Collections.SetStepsAsync(name, taken, cancellationToken);
        return new TuneReply(name.Value, questions.Count, before.Average(), measured, [.. taken.Select(StepNames.Of)], !request.DryRun, workspace.ElapsedMs(started));

        async Task<double[]> MeasureAsync(IReadOnlyList<RetrievalStep> steps)
        {
            var retriever = await workspace.RetrieverAsync(request.Collection, collapsesDuplicates: false, steps, cancellationToken);
            var ndcg = new double[questions.Count];
            for (var i = 0; i < ndcg.Length; i++)
            {
                var found = await retriever.RetrieveAsync(new Question(questions[i].Text), Passages, explain: false, cancellationToken);
                ndcg[i] = Ndcg(found.Passages.Select(p => p.Chunk.Document.Value).Distinct(StringComparer.Ordinal).Take(Rank), qrels[questions[i].Id]);
                progress?.Report(++asked);
            }

            return ndcg;
        }
    }

    // Järvelin and Kekäläinen 2002, with linear gain and log2(rank + 1), as trec_eval's ndcg_cut_10.
    private static double Ndcg(IEnumerable<string> found, Dictionary<string, int> grades) =>
        found.Select((d, i) => Math.Max(0, grades.GetValueOrDefault(d)) / Math.Log2(i + 2)).Sum()
        / grades.Values.Where(g => g > 0).OrderDescending().Take(Rank).Select((g, i) => g / Math.Log2(i + 2)).Sum();

    // Two-sided, exact: as many heads or more of fair coins.
    private static double SignTest(int better, int worse)
    {
        var count = better + worse;
        var (sum, logChoose) = (0d, 0d);
        for (var k = 0; k <= Math.Min(better, worse); k++)
        {
            if (k > 0) logChoose += Math.Log(count - k + 1) - Math.Log(k);
            sum += Math.Exp(logChoose - (count * Math.Log(2)));
        }

        return Math.Min(1, 2 * sum);
    }

    private static async Task<Dictionary<string, Dictionary<string, int>>> ReadQrelsAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new SourcePathException($"There is no file \"{path}\". Check the spelling.");
        var qrels = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        var line = 0;
        await foreach (var text in File.ReadLinesAsync(path, cancellationToken))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            var columns = text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length != 4 || !int.TryParse(columns[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var grade))
                throw new InvalidRequestException($"{path}, line {line} is no judgement. Write \"question 0 document grade\" per line.");
            if (!qrels.TryGetValue(columns[0], out var grades)) qrels.Add(columns[0], grades = new Dictionary<string, int>(StringComparer.Ordinal));
            grades[columns[2]] = grade;
        }

        return qrels;
    }
}
