using System.Globalization;
using Groundwork.Knowledge;
using Groundwork.Language;

namespace Groundwork.UseCases.Tuning;

/// <summary>Questions with the documents that answer them, ids as <see cref="RunToken"/> writes them.</summary>
/// <param name="All">Those with a relevant document, in an order that follows from their ids alone.</param>
/// <param name="Qrels">By question: grades by document.</param>
internal sealed record JudgedQuestions(IReadOnlyList<BatchQuery> All, IReadOnlyDictionary<string, Dictionary<string, int>> Qrels)
{
    private const int Rank = 10;

    public static async Task<JudgedQuestions> ReadAsync(string queries, string qrelsPath, CancellationToken cancellationToken)
    {
        var qrels = await ReadQrelsAsync(qrelsPath, cancellationToken);
        var questions = new Dictionary<string, BatchQuery>(StringComparer.Ordinal);
        await foreach (var query in BatchQueries.ReadAsync(queries, cancellationToken))
        {
            var id = RunToken.Of(query.Id);
            if (!qrels.TryGetValue(id, out var grades) || !grades.Values.Any(g => g > 0)) continue;
            if (!questions.TryAdd(id, query with { Id = id })) throw new InvalidRequestException($"{queries} has two questions with the id \"{id}\". Give each its own.");
        }

        // By a hash: halves of it must not differ by what stood first in the file.
        return new JudgedQuestions([.. questions.Values.OrderBy(q => ContentHash.OfText(q.Id).Hex, StringComparer.Ordinal)], qrels);
    }

    /// <summary>Documents that are relevant to a question.</summary>
    public IEnumerable<string> Relevant => All.SelectMany(q => Qrels[q.Id]).Where(g => g.Value > 0).Select(g => g.Key).Distinct(StringComparer.Ordinal);

    /// <summary>nDCG@10 of what was found for a question: Järvelin and Kekäläinen 2002, with linear gain and log2(rank + 1), as trec_eval's ndcg_cut_10.</summary>
    public double Ndcg(BatchQuery question, IEnumerable<string> documents)
    {
        var grades = Qrels[question.Id];
        return documents.Select(RunToken.Of).Distinct(StringComparer.Ordinal).Take(Rank).Select((d, i) => Math.Max(0, grades.GetValueOrDefault(d)) / Math.Log2(i + 2)).Sum()
            / grades.Values.Where(g => g > 0).OrderDescending().Take(Rank).Select((g, i) => g / Math.Log2(i + 2)).Sum();
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
