using System.Text.Json;
using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests;

public sealed class ConversationFixtureTests
{
    [FixtureFact("mtrag")]
    public async Task Conversations_put_more_right_passages_first_than_their_last_turns_alone()
    {
        var folder = Fixtures.Find("mtrag")!;
        var relevant = File.ReadLines(Path.Combine(folder, "qrels.tsv")).Select(l => l.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
            .Where(c => c.Length == 4 && int.Parse(c[3], System.Globalization.CultureInfo.InvariantCulture) > 0).ToLookup(c => c[0], c => c[2], StringComparer.Ordinal);
        await using var desk = await Desk.OpenAsync();
        await desk.IngestAsync("default", Path.Combine(folder, "corpus.jsonl"));
        var search = new SearchPassages(desk.Workspace);
        var (alone, together) = (0, 0);
        foreach (var query in File.ReadLines(Path.Combine(folder, "queries.jsonl")).Select(l => JsonDocument.Parse(l).RootElement))
        {
            var right = relevant[query.GetProperty("id").GetString()!].ToHashSet(StringComparer.Ordinal);
            if (right.Count == 0) continue;
            var turns = query.GetProperty("conversation").EnumerateArray().Select(t => new TurnRequest(t.GetProperty("role").GetString()!, t.GetProperty("text").GetString()!)).SkipLast(1).ToArray();
            var request = new SearchRequest(query.GetProperty("text").GetString()!, Limit: 1);
            if (await IsRightAsync(request, right)) alone++;
            if (await IsRightAsync(request with { History = turns }, right)) together++;
        }

        // Measured: about ten more of 105.
        (together - alone).ShouldBeGreaterThanOrEqualTo(4, $"{together} with the conversation, {alone} without");

        async Task<bool> IsRightAsync(SearchRequest request, HashSet<string> right) => (await search.RunAsync(request, default)).Hits is [var hit, ..] && right.Contains(hit.Document);
    }
}
