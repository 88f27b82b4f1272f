using Groundwork.Knowledge;
using Groundwork.Search;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases;

/// <summary>Words become passages.</summary>
/// <param name="workspace">The data directory.</param>
/// <param name="key">The key of whoever asks; null for the person at this machine.</param>
public sealed class SearchPassages(Workspace workspace, ApiKey? key = null)
{
    private const int MostFacets = 32;
    private const int MostEffort = 10_000;

    /// <summary>Searches one collection. The hits carry their texts.</summary>
    public async Task<SearchReply> RunAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        var question = Read(request, out var facets);
        UseModel.CheckAsking(key, request.Collection);
        var retriever = await workspace.RetrieverAsync(request.Collection, request.CollapseDuplicates, StepNames.Read(request.Steps), UseModel.CallerOf(key, null), cancellationToken);
        var found = await retriever.RetrieveAsync(question, request.Limit, request.HasReasons(), cancellationToken);
        return new SearchReply([.. found.Passages.Select(HitOf)], found.Commit, workspace.ElapsedMs(started), found.Notice, FacetsReply.Of(found.Facets, facets)) 
        {
            Meaning = MeaningReply.Of(found.Meaning),
            Steps = StepReply.Of(found.Steps, request.Steps is not null || request.History is { Count: > 0 }),
            Understood = found.Understood ?? found.Searched,
        };
    }

    /// <summary>Searches one collection by its index alone. The hits are names.</summary>
    public async Task<SearchKeysReply> FindAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        var question = Read(request, out var facets);
        if (request.HasReasons()) throw new InvalidRequestException("Reasons come with texts only. Write \"include\": [\"text\", \"why\"], or [] for names alone.");
        if (request.Steps is not null || request.History is not null) throw new InvalidRequestException("Steps and history take part among texts only. Leave out \"include\", or \"steps\" and \"history\".");
        if (request.CollapseDuplicates) throw new InvalidRequestException("Duplicates are collapsed among texts only. Leave out \"include\", or \"collapseDuplicates\".");
        UseModel.CheckAsking(key, request.Collection);
        var found = await workspace.FindAsync(request.Collection, question, request.Limit, UseModel.CallerOf(key, null), cancellationToken);
        var hits = new SearchKey[found.Chunks.Count];
        for (var i = 0; i < hits.Length; i++) hits[i] = new SearchKey(i + 1, found.Chunks[i].Score, found.Chunks[i].Document.Value, found.Chunks[i].Chunk.Value);
        return new SearchKeysReply(hits, found.Commit, workspace.ElapsedMs(started), found.Notice, FacetsReply.Of(found.Facets, facets));
    }

    internal static SearchHit HitOf(Passage passage, int index) => new(
        index + 1, passage.Score, passage.Chunk.Document.Value, passage.Title, passage.Path, passage.Chunk.Id.Value,
        SpanReply.Of(passage.Chunk.Span), passage.Chunk.Text, passage.Chunk.Headings, passage.Why) { StandsFor = SearchHit.Names(passage.StandsFor) };

    private static Question Read(SearchRequest request, out IReadOnlyDictionary<string, string> facetNames)
    {
        ArgumentNullException.ThrowIfNull(request);
        var vector = QueryVector.Read(request.Vector, request.VectorBase64);
        if (vector is null && string.IsNullOrWhiteSpace(request.Query)) throw new InvalidRequestException("The question is empty. Write at least one word in \"query\", or send a \"vector\".");
        var question = QuestionText.Read(request.Query, request.Mode, request.Filters, vector);
        if (request.Limit is < 1 or > 1000) throw new InvalidRequestException($"The limit {request.Limit} must lie in 1..1000.");
        foreach (var part in request.Include ?? [])
            if (part is not ("text" or "why")) throw new InvalidRequestException($"Hits cannot include \"{part}\". Choose text and why, or nothing for names alone.");
        if (request.Effort is < 1 or > MostEffort) throw new InvalidRequestException($"The effort {request.Effort} must lie in 1..{MostEffort}; leave it out to let each search decide.");
        question = question with { Effort = request.Effort, Before = Asked.Before(request.History) };
        if (request.FacetLimit is < 1 or > 1000) throw new InvalidRequestException($"The facet limit {request.FacetLimit} must lie in 1..1000.");
        if (request.Facets is not { Count: > 0 } names)
        {
            facetNames = new Dictionary<string, string>(StringComparer.Ordinal);
            return question;
        }

        if (names.Count > MostFacets || names.Any(string.IsNullOrWhiteSpace)) throw new InvalidRequestException($"Facets are 1..{MostFacets} field names, like lang or path.");
        var fields = names.DistinctBy(FilterText.FieldOf, StringComparer.Ordinal).ToDictionary(FilterText.FieldOf, StringComparer.Ordinal);
        facetNames = fields;
        return question with { Facets = [.. fields.Keys.Select(f => new FacetField(f, request.FacetLimit))] };
    }
}
