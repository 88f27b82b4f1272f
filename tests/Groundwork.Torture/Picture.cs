using System.Globalization;

namespace Groundwork.Torture;

/// <summary>What a person can see of a collection: every document with its version and chunk count, and the best ten of fifty queries.</summary>
/// <param name="Documents">By id: version, path, chunks, characters.</param>
/// <param name="Chunks">Chunks in the database.</param>
/// <param name="Indexed">Chunks in the index.</param>
/// <param name="Hits">By query and rank.</param>
internal sealed record Picture(IReadOnlyDictionary<string, string> Documents, long Chunks, long Indexed, IReadOnlyDictionary<string, (string Document, double Score)> Hits)
{
    /// <summary>Scores of the same state differ by no more than this.</summary>
    private const double Tolerance = 1e-4;

    public static async Task<Picture> TakeAsync(string cli, string data, string queries)
    {
        var run = Path.Combine(Path.GetDirectoryName(queries)!, "run.trec");
        File.Delete(run);
        await CliProcess.MustAsync(cli, data, "search", "--queries", queries, "--run", run, "--limit", "10", "--mode", "text", "--json");
        var hits = new Dictionary<string, (string, double)>(StringComparer.Ordinal);
        foreach (var line in await File.ReadAllLinesAsync(run))
        {
            var columns = line.Split(' ');
            hits.Add($"{columns[0]} #{columns[3]}", (columns[2], double.Parse(columns[4], CultureInfo.InvariantCulture)));
        }

        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var total = 1L; documents.Count < total;)
        {
            var page = (await CliProcess.MustAsync(cli, data, "documents", "--limit", "1000", "--skip", documents.Count.ToString(CultureInfo.InvariantCulture), "--json")).Json;
            total = page.GetProperty("total").GetInt64();
            if (total > 0 && page.GetProperty("documents").GetArrayLength() == 0) throw new TortureException($"{total} documents are promised, {documents.Count} are listed.");
            foreach (var d in page.GetProperty("documents").EnumerateArray())
                documents.Add(d.GetProperty("document").GetString()!, $"{d.GetProperty("version")} {d.GetProperty("path")} {d.GetProperty("chunks")} chunks {d.GetProperty("characters")} characters");
        }

        var status = (await CliProcess.MustAsync(cli, data, "status", "--json")).Json.GetProperty("collections").EnumerateArray().Single();
        return new Picture(documents, status.GetProperty("chunks").GetInt64(), status.GetProperty("indexed").GetInt64(), hits);
    }

    /// <summary>Where another picture differs from this one.</summary>
    public List<string> Differences(Picture other)
    {
        var differences = new List<string>();
        foreach (var (id, expected) in Documents)
            if (!other.Documents.TryGetValue(id, out var found)) differences.Add($"document {id} is missing");
            else if (!string.Equals(found, expected, StringComparison.Ordinal)) differences.Add($"document {id} is \"{found}\", not \"{expected}\"");
        differences.AddRange(other.Documents.Keys.Where(id => !Documents.ContainsKey(id)).Select(id => $"document {id} should be gone"));
        if (Chunks != other.Chunks) differences.Add($"{other.Chunks} chunks stored, not {Chunks}");
        if (Indexed != other.Indexed) differences.Add($"{other.Indexed} chunks indexed, not {Indexed}");
        foreach (var (place, expected) in Hits)
            if (!other.Hits.TryGetValue(place, out var found)) differences.Add($"{place} is missing");
            else if (!string.Equals(found.Document, expected.Document, StringComparison.Ordinal) || !(Math.Abs(found.Score - expected.Score) <= Tolerance))
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{place} is {found.Document} with {found.Score:F6}, not {expected.Document} with {expected.Score:F6}"));
        differences.AddRange(other.Hits.Keys.Where(place => !Hits.ContainsKey(place)).Select(place => $"{place} should not be there"));
        return differences;
    }
}
