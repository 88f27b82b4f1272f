using System.Text;
using System.Text.Json;

namespace Groundwork.Benchmarks.Macro;

/// <summary>Passages (<c>text.jsonl</c>) and queries that look for a known document (<c>text.queries.jsonl</c>).</summary>
internal sealed class TextSet
{
    private TextSet(IReadOnlyList<Passage> passages, IReadOnlyList<KnownItem> queries) => (Passages, Queries) = (passages, queries);

    public IReadOnlyList<Passage> Passages { get; }

    public IReadOnlyList<KnownItem> Queries { get; }

    /// <summary>UTF-8 bytes of all titles and texts with a line end between the two, as the peers count them.</summary>
    public long Bytes => Passages.Sum(p => (long)Encoding.UTF8.GetByteCount(p.Title) + 1 + Encoding.UTF8.GetByteCount(p.Text));

    public static TextSet Load(string folder) => new(LoadPassages(folder), LoadQueries(folder));

    public static IReadOnlyList<KnownItem> LoadQueries(string folder)
    {
        var queries = new List<KnownItem>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "text.queries.jsonl")))
        {
            using var query = JsonDocument.Parse(line);
            queries.Add(new KnownItem(query.RootElement.GetProperty("q").GetString()!, query.RootElement.GetProperty("doc").GetInt32()));
        }

        return queries;
    }

    public static IReadOnlyList<Passage> LoadPassages(string folder)
    {
        var passages = new List<Passage>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "text.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            passages.Add(new Passage(
                root.GetProperty("id").GetInt32(), root.GetProperty("doc").GetInt32(), root.GetProperty("title").GetString()!, root.GetProperty("text").GetString()!,
                root.GetProperty("lang").GetString()!));
        }

        return passages;
    }
}
