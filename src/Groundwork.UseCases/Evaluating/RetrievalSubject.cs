using System.Globalization;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.Models;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases.Evaluating;

/// <summary>What a collection finds for a question: a ranking of documents, each by its best passage.</summary>
internal sealed class RetrievalSubject : ISubject
{
    // Texts are for readers and for judges of context; the ranking goes deeper.
    private const int Texts = 10;
    private readonly Workspace _workspace;
    private readonly SubjectRequest _request;
    private readonly IRetriever _retriever;
    private readonly CollectionState _collection;

    private RetrievalSubject(Workspace workspace, SubjectRequest request, IRetriever retriever, CollectionState collection)
    {
        (_workspace, _request, _retriever, _collection, Settings) = (workspace, request, retriever, collection, collection.Settings);
        Fingerprint = SubjectSettings.Fingerprint("retrieval", Settings);
    }

    public string Name => $"retrieval of {_request.Target}";

    public string Fingerprint { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Opens a collection to be measured.</summary>
    public static async ValueTask<RetrievalSubject> OpenAsync(Workspace workspace, SubjectRequest request, CancellationToken cancellationToken)
    {
        var name = CollectionName.Parse(request.Target);
        var retriever = await workspace.RetrieverAsync(request.Target, collapsesDuplicates: false, StepNames.Read(request.Steps), Caller.Local, cancellationToken, mayReplay: false);
        var collection = await CollectionState.OfAsync(workspace, name, request.Steps, cancellationToken);
        collection.Settings["mode"] = request.Mode;
        collection.Settings["passages"] = request.Passages.ToString(CultureInfo.InvariantCulture);
        return new RetrievalSubject(workspace, request, retriever, collection);
    }

    public async ValueTask<Observation> RunAsync(Sample sample, int repeat, CancellationToken cancellationToken)
    {
        await _collection.RequireUnchangedAsync(cancellationToken);
        var started = _workspace.Time.GetTimestamp();
        var question = SampleQuestion.Of(sample, _request.Mode);
        var found = await _retriever.RetrieveAsync(question, _request.Passages, explain: false, cancellationToken);
        var elapsed = _workspace.Time.GetElapsedTime(started).TotalMilliseconds;
        await _collection.RequireUnchangedAsync(cancellationToken);
        var ranking = new List<RankedItem>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var passage in found.Passages)
            if (seen.Add(passage.Chunk.Document.Value)) ranking.Add(new RankedItem(passage.Chunk.Document.Value, ranking.Count == 0 ? passage.Score : Math.Min(passage.Score, Below(ranking[^1].Score))));
        return new Observation(sample.Id, repeat, ObservedOutcome.Answered, "")
        {
            Ranking = ranking,
            Passages = [.. found.Passages.Take(Texts).Select(p => new ObservedPassage(p.Chunk.Id.Value, p.Chunk.Document.Value, p.Chunk.Text))],
            Cost = new ObservedCost { LatencyMs = elapsed, Dollars = _collection.IsFree ? 0 : null },
            Facts = Facts(found),
        };
    }

    // Judges of rankings sort by score and break ties by id; the order in which passages were given is the ranking that people see.
    private static double Below(double score) => Math.BitDecrement(score);

    private static SortedDictionary<string, string> Facts(Retrieved found)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (found.Notice is { } notice) facts["notice"] = notice;
        if ((found.Understood ?? found.Searched) is { } understood) facts["understood"] = understood;
        return facts;
    }
}
