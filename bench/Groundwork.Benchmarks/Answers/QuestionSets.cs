using System.Globalization;
using System.Text;
using System.Text.Json;
using Groundwork.Knowledge;
using Groundwork.Knowledge.Answering;

namespace Groundwork.Benchmarks.Answers;

/// <summary>
/// Asks every question of the sets that know their answers. Sets whose questions are all answerable are asked twice, the second time with the documents that
/// answer taken away, so that half of the questions have no answer.
/// </summary>
internal static class QuestionSets
{
    private const int Passages = 8;

    /// <param name="fixtures">Folder of sets.</param>
    /// <param name="repository">Root of the repository, whose handbook is a set of its own.</param>
    public static async Task<List<AskedQuestion>> AskAsync(string fixtures, string repository)
    {
        var asked = new List<AskedQuestion>();
        foreach (var set in QualitySet.All(fixtures))
        {
            var qrels = set.Qrels();
            asked.AddRange(await AskAsync(set.Name, set.Corpus, [.. set.Records().Where(HasAnswers)], record => qrels.GetValueOrDefault(record.GetProperty("id").ToString())?.Keys.ToHashSet(StringComparer.Ordinal) ?? []));
        }

        var questions = Directory.EnumerateFiles(Path.Combine(repository, "evals", "handbook"), "questions.*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(line => JsonDocument.Parse(line).RootElement);
        asked.AddRange(await AskAsync("handbook", Path.Combine(repository, "content", "handbook"), [.. questions], record => [record.GetProperty("lesson").GetString() + ".md"]));
        return asked;
    }

    private static async Task<List<AskedQuestion>> AskAsync(string set, string corpus, IReadOnlyList<JsonElement> records, Func<JsonElement, HashSet<string>> goldOf)
    {
        const string Collection = "measured";
        var asked = new List<AskedQuestion>();
        if (records.Count == 0) return asked;
        await using var scratch = await ScratchWorkspace.OpenAsync();
        await scratch.IngestAsync(corpus, Collection);
        var retriever = await scratch.Workspace.RetrieverAsync(Collection, false, null, CancellationToken.None);
        var documents = scratch.Workspace.Knowledge.Documents(CollectionName.Parse(Collection));
        var saysWhichAreAnswerable = records.Any(r => r.TryGetProperty("answerable", out _));
        foreach (var record in records)
        {
            var id = record.GetProperty("id").ToString();
            var text = record.GetProperty("text").GetString()!;
            var gold = goldOf(record);
            var isAnswerable = !saysWhichAreAnswerable || record.GetProperty("answerable").GetBoolean();
            var found = await retriever.RetrieveAsync(new Question(text), Passages, explain: false, CancellationToken.None);
            asked.Add(await JudgeAsync(set, found.Passages, isAnswerable));

            // Enough that eight are left without the source.
            if (isAnswerable) found = await retriever.RetrieveAsync(new Question(text), Passages * 2, explain: false, CancellationToken.None);
            if (isAnswerable) asked.Add(await JudgeAsync($"{set} without source", found.Passages.Where(p => !gold.Contains(p.Chunk.Document.Value)).Take(Passages), false));

            async Task<AskedQuestion> JudgeAsync(string name, IEnumerable<Passage> passages, bool answerable)
            {
                var given = await ParentPassages.OfAsync([.. passages], new LoadedDocuments(documents), CancellationToken.None);
                var evidence = new SentenceScorer(text).Score(given);
                var quotes = SentenceChoice.Of(evidence.Sentences).Select(s => Normal(s.Span.Of(s.Passage.Chunk.Text))).ToArray();
                return new AskedQuestion(name, id, evidence.Signs, answerable, given.Any(p => gold.Contains(p.Chunk.Document.Value)), answerable && Holds(record, quotes));
            }
        }

        return asked;
    }

    private static bool HasAnswers(JsonElement record) =>
        record.TryGetProperty("answerable", out _)
        || (record.TryGetProperty("answers", out var gold) && gold.ValueKind == JsonValueKind.Array && gold.GetArrayLength() > 0 && !record.TryGetProperty("answerability", out _)
            && gold.EnumerateArray().All(a => a.ValueKind == JsonValueKind.String));

    // A set that names the sentences is answered by one of them; the others by the words of an answer.
    private static bool Holds(JsonElement record, string[] quotes)
    {
        if (record.TryGetProperty("gold_sentences", out var sentences) && sentences.ValueKind == JsonValueKind.Array)
            return sentences.EnumerateArray().Select(s => Normal(s.GetString()!)).Any(s => Array.Exists(quotes, q => q.Contains(s, StringComparison.Ordinal) || s.Contains(q, StringComparison.Ordinal)));
        return record.GetProperty("answers").EnumerateArray().Any(a => Array.Exists(quotes, q => q.Contains(Normal(a.GetString()!), StringComparison.Ordinal)));
    }

    internal static string Normal(string text) => string.Join(' ', text.Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
