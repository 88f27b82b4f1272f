using System.Text;
using System.Text.Json;
using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Benchmarks.Chunkers;

/// <summary>Documents and questions that chunkers are measured by.</summary>
/// <param name="Group">Sets whose figures are averaged.</param>
/// <param name="Name">Source and language.</param>
/// <param name="Documents">What is cut.</param>
/// <param name="Questions">Text of each question with the span that answers it.</param>
/// <param name="Lost">Questions left out, because their section was not found in its page.</param>
internal sealed record ChunkerSet(string Group, string Name, IReadOnlyList<Document> Documents, IReadOnlyList<ChunkerQuestion> Questions, int Lost)
{
    private const int LongestCell = 1000;
    private const int RowsOfTable = 100;

    private static readonly ReaderSet s_readers = new(new ReadingLimits());

    /// <summary>
    /// Of every quality set: its records as they are. Of sets whose ids are PAGE#SECTION: pages put together of their sections, without headings, which are
    /// the questions. Of a folder <c>markdown/LANG</c> or <c>html/LANG</c> beside them: the original pages. Of short records: tables with a row for each.
    /// Of C# files: what <see cref="CodeSet"/> makes of them.
    /// </summary>
    public static async IAsyncEnumerable<ChunkerSet> AllAsync(string fixtures)
    {
        if (await CodeSet.ReadAsync(fixtures) is { } code) yield return code;
        foreach (var set in QualitySet.All(fixtures))
        {
            var folder = Path.GetDirectoryName(set.Corpus)!;
            var records = File.ReadLines(set.Corpus).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement).ToList();
            yield return await RecordsAsync(set);
            if (records.TrueForAll(record => record.GetProperty("id").ToString().Contains('#', StringComparison.Ordinal))) yield return await JoinedAsync(set, records);
            if (records.Average(record => record.GetProperty("text").GetString()!.Length) < LongestCell) yield return await TablesAsync(set, records);
            var language = Path.GetFileName(set.Corpus)["corpus.".Length..^".jsonl".Length].TrimEnd('.');
            foreach (var format in new[] { "markdown", "html" })
                if (Directory.Exists(Path.Combine(folder, format, language)))
                    yield return await PagesAsync(set, Path.Combine(folder, format, language));
        }
    }

    private static async Task<ChunkerSet> RecordsAsync(QualitySet set)
    {
        var documents = new List<Document>();
        await using var content = File.OpenRead(set.Corpus);
        await foreach (var part in s_readers.ContainerFor(MediaTypes.JsonLines)!.OpenAsync(content, new SourceInfo(new DocumentId(set.Corpus), set.Corpus, MediaTypes.JsonLines), CancellationToken.None))
            if (part is ContainedPart.Readable readable)
                documents.Add(await ReadAsync(readable.Source, readable.Content.ToArray()));
        var whole = documents.ToDictionary(document => document.Id.Value, document => new Gold(document.Id, new TextSpan(0, document.Text.Length)), StringComparer.Ordinal);
        return Of("records", set.Name, set, documents, whole);
    }

    private static async Task<ChunkerSet> JoinedAsync(QualitySet set, List<JsonElement> records)
    {
        var documents = new List<Document>();
        var golds = new Dictionary<string, Gold>(StringComparer.Ordinal);
        foreach (var page in records.GroupBy(record => record.GetProperty("id").ToString().Split('#')[0], StringComparer.Ordinal))
        {
            var text = new StringBuilder();
            foreach (var record in page) text.Append(record.GetProperty("text").GetString()).Append("\n\n");
            var document = await ReadAsync(new SourceInfo(new DocumentId(page.Key), page.Key + ".md", MediaTypes.Markdown, page.Key), Encoding.UTF8.GetBytes(text.ToString()));
            documents.Add(document);
            var from = 0;
            foreach (var record in page)
            {
                var section = await ReadAsync(new SourceInfo(new DocumentId("s"), "s.md", MediaTypes.Markdown, "s"), Encoding.UTF8.GetBytes(record.GetProperty("text").GetString()!));
                var at = document.Text.IndexOf(section.Text, from, StringComparison.Ordinal);
                if (at < 0) continue;
                golds[record.GetProperty("id").ToString()] = new Gold(document.Id, new TextSpan(at, section.Text.Length));
                from = at + section.Text.Length;
            }
        }

        return Of("pages without headings", set.Name, set, documents, golds);
    }

    private static async Task<ChunkerSet> TablesAsync(QualitySet set, List<JsonElement> records)
    {
        var documents = new List<Document>();
        var golds = new Dictionary<string, Gold>(StringComparer.Ordinal);
        foreach (var (number, rows) in records.Chunk(RowsOfTable).Index())
        {
            var name = FormattableString.Invariant($"table-{number}.csv");
            var text = "title,text\n" + string.Concat(rows.Select(row => $"{Cell(row, "title")},{Cell(row, "text")}\n"));
            var document = await ReadAsync(new SourceInfo(new DocumentId(name), name, MediaTypes.OfName(name)!), Encoding.UTF8.GetBytes(text));
            documents.Add(document);
            var lines = Groundwork.Documents.Chunking.TextUnits.Lines(document.Text, new TextSpan(0, document.Text.Length)).Reverse().Take(rows.Length).Reverse().ToList();
            for (var i = 0; i < rows.Length; i++) golds[rows[i].GetProperty("id").ToString()] = new Gold(document.Id, lines[i]);
        }

        return Of("tables", set.Name, set, documents, golds);

        static string Cell(JsonElement row, string name) =>
            $"\"{string.Join(' ', row.GetProperty(name).GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // A page answers as a whole, and where it has anchored headings, its sections answer.
    private static async Task<ChunkerSet> PagesAsync(QualitySet set, string folder)
    {
        var documents = new List<Document>();
        var golds = new Dictionary<string, Gold>(StringComparer.Ordinal);
        var ids = set.Qrels().Values.SelectMany(grades => grades.Keys).Distinct(StringComparer.Ordinal).ToLookup(id => Path.GetFileName(id.Split('#')[0]), StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            var document = await ReadAsync(new SourceInfo(new DocumentId(name), name, MediaTypes.OfName(name)!), await File.ReadAllBytesAsync(file));
            documents.Add(document);
            foreach (var id in ids[Path.GetFileNameWithoutExtension(name)])
                if (SpanOf(document, id) is { } span)
                    golds[id] = new Gold(document.Id, span);
        }

        var format = Path.GetFileName(Path.GetDirectoryName(folder))!;
        return Of($"original pages, {format}", set.Name, set, documents, golds);
    }

    private static TextSpan? SpanOf(Document document, string id)
    {
        var hash = id.IndexOf('#', StringComparison.Ordinal);
        if (hash < 0) return new TextSpan(0, document.Text.Length);
        var start = -1;
        foreach (var block in document.Blocks.Where(block => block.Kind == BlockKind.Heading))
        {
            if (start >= 0) return TextSpan.FromBounds(start, block.Span.Start);
            if (string.Equals(block.Anchor, id[(hash + 1)..], StringComparison.Ordinal)) start = block.Span.Start;
        }

        return start < 0 ? null : TextSpan.FromBounds(start, document.Text.Length);
    }

    private static ChunkerSet Of(string group, string name, QualitySet set, List<Document> documents, Dictionary<string, Gold> golds)
    {
        var questions = new List<ChunkerQuestion>();
        var lost = 0;
        var qrels = set.Qrels();
        foreach (var (id, text) in set.Queries())
        {
            if (!qrels.TryGetValue(id, out var grades)) continue;
            var answers = grades.Where(grade => grade.Value > 0 && golds.ContainsKey(grade.Key)).Select(grade => golds[grade.Key]).ToArray();
            if (answers.Length == 0) lost++;
            else questions.Add(new ChunkerQuestion(text, answers));
        }

        return new ChunkerSet(group, name, documents, questions, lost);
    }

    public static async Task<Document> ReadAsync(SourceInfo source, byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await s_readers.ReaderFor(source.MediaType)!.ReadAsync(stream, source, CancellationToken.None);
    }
}
