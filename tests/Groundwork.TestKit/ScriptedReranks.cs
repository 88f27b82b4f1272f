namespace Groundwork.TestKit;

/// <summary>Re-ranking by the share of the query's words that a text holds, best first, in the words of each provider.</summary>
internal static class ScriptedReranks
{
    public static object Reply(string path, ModelRequest request)
    {
        var words = request.Json.GetProperty("query").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var field = request.Json.TryGetProperty("documents", out var documents) ? documents : request.Json.GetProperty("texts");
        var texts = field.EnumerateArray().Select(static text => text.GetString()!).ToList();
        var scores = texts
            .Select((text, index) => (Index: index, Score: (double)words.Count(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) / words.Length))
            .OrderByDescending(static scored => scored.Score);
        var tokens = texts.Sum(ScriptedReply.CountTokens);
        return path switch
        {
            "/rerank" => scores.Select(static scored => new { index = scored.Index, score = scored.Score }),
            "/v2/rerank" => new { id = "1", results = scores.Select(static scored => new { index = scored.Index, relevance_score = scored.Score }), meta = new { billed_units = new { search_units = 1 } } },
            _ when request.Json.TryGetProperty("top_k", out _) => new { data = scores.Select(static scored => new { index = scored.Index, relevance_score = scored.Score }), usage = new { total_tokens = tokens } },
            _ => new { model = request.Model, results = scores.Select(static scored => new { index = scored.Index, relevance_score = scored.Score }), usage = new { total_tokens = tokens } },
        };
    }
}
