using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Search.Tests;

/// <summary>Small entries and indexes to test with.</summary>
internal static class Sample
{
    public static readonly VectorSpace Space = new("sample", 3, Similarity.Cosine);

    public static IndexOptions Options(VectorSpace? space = null, int maxSegments = 8) => new(
        [new FieldDefinition("title", 2f, 0.6f), new FieldDefinition("body")], space) { MaxSegments = maxSegments };

    public static IndexEntry Entry(string key, string body, string? title = null, float[]? vector = null, params (string Name, FieldValue Value)[] fields)
    {
        var values = new Dictionary<string, FieldValue>(StringComparer.Ordinal) { ["body"] = new FieldValue.Text(body, LanguageCode.English) };
        if (title is not null) values["title"] = new FieldValue.Text(title, LanguageCode.English);
        foreach (var (name, value) in fields) values[name] = value;
        return new IndexEntry(new EntryKey(key), values, vector);
    }

    public static FieldValue Keywords(params string[] values) => new FieldValue.Keywords(values);

    public static long Fill(SearchIndex index, params IndexEntry[] entries)
    {
        using var writer = index.OpenWriter();
        foreach (var entry in entries) writer.Upsert(entry);
        return writer.Commit(CancellationToken.None);
    }

    public static string[] Find(SearchIndex index, Query query, Filter? filter = null, int limit = 10)
    {
        using var snapshot = index.OpenSnapshot();
        return [.. snapshot.Search(new SearchRequest(query, filter, limit), CancellationToken.None).Select(h => h.Key.Value)];
    }

    public static string[] Find(SearchIndex index, string words, Filter? filter = null) => Find(index, new Query.Words(words), filter);
}
