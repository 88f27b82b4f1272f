using System.Text.Json;
using Groundwork.Knowledge;
using Groundwork.Knowledge.Understanding;

namespace Groundwork.Benchmarks.Understanding;

/// <summary>A labelled set, ingested, with its questions.</summary>
internal sealed class MeasuredSet : IAsyncDisposable
{
    private const int Passages = 60;
    private readonly ScratchWorkspace _scratch;
    private readonly Dictionary<string, Dictionary<string, int>> _qrels;

    private MeasuredSet(QualitySet set, ScratchWorkspace scratch)
    {
        (Set, _scratch, _qrels) = (set, scratch, set.Qrels());
        Hybrid = new HybridRetriever(Knowledge, Collection, null, null);
        Words = new CollectionWords(Knowledge, Collection);
        Questions = [.. set.Records().Select(Read).Where(q => _qrels.GetValueOrDefault(q.Id)?.Values.Any(g => g > 0) == true)];
    }

    public static CollectionName Collection { get; } = CollectionName.Parse("measured");

    public QualitySet Set { get; }

    /// <summary>Where its texts come from; sets of one source resemble each other.</summary>
    public string Source => Set.Name.Split(' ')[0];

    public KnowledgeBase Knowledge => _scratch.Workspace.Knowledge;

    public HybridRetriever Hybrid { get; }

    public CollectionWords Words { get; }

    public IReadOnlyList<(string Id, Question Question)> Questions { get; }

    public static async Task<MeasuredSet> OpenAsync(QualitySet set)
    {
        var scratch = await ScratchWorkspace.OpenAsync();
        await scratch.IngestAsync(set.Corpus, Collection.Value);
        return new MeasuredSet(set, scratch);
    }

    public Dictionary<string, int> GradesOf(string question) => _qrels[question];

    /// <summary>nDCG@10 and recall@5 by question.</summary>
    public async Task<(double[] Ndcg, double[] Recall)> MeasureAsync(IRetriever retriever, Func<Question, Question>? change = null)
    {
        var (ndcg, recall) = (new double[Questions.Count], new double[Questions.Count]);
        for (var i = 0; i < ndcg.Length; i++)
        {
            var (id, question) = Questions[i];
            var found = await retriever.RetrieveAsync(change is null ? question with { Before = [] } : change(question), Passages, explain: false, CancellationToken.None);
            var run = new Dictionary<string, List<string>>(StringComparer.Ordinal) { [id] = [.. found.Passages.Select(p => p.Chunk.Document.Value).Distinct(StringComparer.Ordinal)] };
            var ranking = Ranking.Of(_qrels, run, [id]);
            (ndcg[i], recall[i]) = (ranking.NdcgAt10, ranking.RecallAt5);
        }

        return (ndcg, recall);
    }

    public ValueTask DisposeAsync() => _scratch.DisposeAsync();

    // The last turn of a conversation is the question itself.
    private static (string Id, Question Question) Read(JsonElement query)
    {
        var turns = query.TryGetProperty("conversation", out var conversation) && conversation.ValueKind == JsonValueKind.Array
            ? conversation.EnumerateArray().Select(t => new Turn(string.Equals(t.GetProperty("role").GetString(), "user", StringComparison.Ordinal) ? TurnRole.User : TurnRole.Assistant, t.GetProperty("text").GetString()!)).ToArray()
            : [];
        return (query.GetProperty("id").ToString(), new Question(query.GetProperty("text").GetString()!) { Before = turns is [.., { Role: TurnRole.User }] ? turns[..^1] : turns });
    }
}
