using System.Globalization;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Many searches become a TREC run file, so that any IR tool can judge them.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class SearchBatch(Workspace workspace)
{
    // A document is as good as its best chunk; long documents have many, so look at more chunks than documents are wanted.
    private const int ChunksPerDocument = 4;

    /// <summary>Runs all queries.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellationToken">Leaves no file.</param>
    public async Task<BatchReply> RunAsync(SearchBatchRequest request, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Limit is < 1 or > 1000) throw new InvalidRequestException($"The limit {request.Limit} must lie in 1..1000.");
        var started = workspace.Time.GetTimestamp();
        var retriever = await workspace.RetrieverAsync(request.Collection, collapsesDuplicates: false, StepNames.Read(request.Steps), cancellationToken);
        var times = new List<double>();
        await using var run = new WholeFile(request.Run);
        await foreach (var query in BatchQueries.ReadAsync(request.Queries, cancellationToken))
        {
            var asked = workspace.Time.GetTimestamp();
            var question = QuestionText.Read(query.Text, request.Mode, request.Filters).Repeatable(workspace.Time);
            var documents = await BestDocumentsAsync(retriever, question, request.Limit, cancellationToken);
            times.Add(workspace.Time.GetElapsedTime(asked).TotalMilliseconds);
            for (var i = 0; i < documents.Count; i++)
                await run.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{RunToken.Of(query.Id)} Q0 {RunToken.Of(documents[i].Chunk.Document.Value)} {i + 1} {documents[i].Score:R} groundwork"));
            progress?.Report(times.Count);
        }

        await run.CompleteAsync();
        return BatchReply.Of(request.Collection, request.Run, times, workspace.ElapsedMs(started));
    }

    private static async Task<IReadOnlyList<Passage>> BestDocumentsAsync(IRetriever retriever, Question question, int limit, CancellationToken cancellationToken)
    {
        for (var chunks = limit * ChunksPerDocument; ; chunks *= 4)
        {
            var found = await retriever.RetrieveAsync(question, chunks, explain: false, cancellationToken);
            var documents = found.Passages.DistinctBy(p => p.Chunk.Document).Take(limit).ToArray();
            if (documents.Length == limit || found.Passages.Count < chunks) return documents;
        }
    }
}
