using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Words become passages.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class SearchPassages(Workspace workspace)
{
    /// <summary>Searches one collection.</summary>
    public async Task<SearchReply> RunAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var started = workspace.Time.GetTimestamp();
        var question = QuestionText.Read(request.Query, request.Mode, request.Filters);
        if (request.Limit is < 1 or > 1000) throw new InvalidRequestException($"The limit {request.Limit} must lie in 1..1000.");
        var retriever = await workspace.RetrieverAsync(request.Collection, cancellationToken);
        var found = await retriever.RetrieveAsync(question, request.Limit, explain: true, cancellationToken);
        return new SearchReply([.. found.Passages.Select(HitOf)], found.Commit, workspace.ElapsedMs(started), found.Notice) { Meaning = MeaningReply.Of(found.Meaning) };
    }

    internal static SearchHit HitOf(Passage passage, int index) => new(
        index + 1, passage.Score, passage.Chunk.Document.Value, passage.Title, passage.Path, passage.Chunk.Id.Value,
        SpanReply.Of(passage.Chunk.Span), passage.Chunk.Text, passage.Chunk.Headings, passage.Why);
}
