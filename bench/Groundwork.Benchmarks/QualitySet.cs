using System.Globalization;
using System.Text.Json;

namespace Groundwork.Benchmarks;

/// <summary>A set of labelled questions: <c>SET/corpus[.LANG].jsonl</c>, <c>queries[.LANG].jsonl</c>, <c>qrels.tsv</c>.</summary>
/// <param name="Name">Its folder, and its language where the folder holds several.</param>
/// <param name="Corpus">Documents, to be ingested.</param>
/// <param name="QueriesFile">Questions.</param>
/// <param name="QrelsFile">Grades by question and document.</param>
internal sealed record QualitySet(string Name, string Corpus, string QueriesFile, string QrelsFile)
{
    /// <summary>All sets below a folder, by path.</summary>
    public static IEnumerable<QualitySet> All(string fixtures)
    {
        foreach (var corpus in Directory.EnumerateFiles(fixtures, "corpus*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var folder = Path.GetDirectoryName(corpus)!;
            var language = Path.GetFileName(corpus)["corpus".Length..^".jsonl".Length];
            var set = new QualitySet($"{Path.GetFileName(folder)}{language.Replace('.', ' ')}", corpus, Path.Combine(folder, $"queries{language}.jsonl"), Path.Combine(folder, "qrels.tsv"));
            if (File.Exists(set.QueriesFile) && File.Exists(set.QrelsFile)) yield return set;
        }
    }

    public IReadOnlyList<JsonElement> Records() => [.. File.ReadLines(QueriesFile).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement)];

    public IEnumerable<(string Id, string Text)> Queries() => Records().Select(q => (q.GetProperty("id").ToString(), q.GetProperty("text").GetString()!));

    public Dictionary<string, Dictionary<string, int>> Qrels()
    {
        var qrels = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var columns in File.ReadLines(QrelsFile).Select(l => l.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).Where(c => c.Length == 4))
        {
            if (!qrels.TryGetValue(columns[0], out var grades)) qrels.Add(columns[0], grades = new Dictionary<string, int>(StringComparer.Ordinal));
            grades[columns[2]] = int.Parse(columns[3], CultureInfo.InvariantCulture);
        }

        return qrels;
    }
}
