using System.Globalization;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.Models;

namespace Groundwork.UseCases.Evaluating;

/// <summary>A collection as it was when its measuring began.</summary>
internal sealed class CollectionState
{
    private readonly Workspace _workspace;
    private readonly CollectionName _name;
    private readonly (int Generation, long Commit) _at;

    private CollectionState(Workspace workspace, CollectionName name, (int Generation, long Commit) at, SortedDictionary<string, string> settings, bool isFree) =>
        (_workspace, _name, _at, Settings, IsFree) = (workspace, name, at, settings, isFree);

    /// <summary>What of it decides what is found in it, by name, for people and for fingerprints.</summary>
    public SortedDictionary<string, string> Settings { get; }

    /// <summary>True when nothing that finds passages is paid for.</summary>
    public bool IsFree { get; }

    /// <summary>Looks at a collection.</summary>
    /// <param name="workspace">The data directory.</param>
    /// <param name="name">The collection.</param>
    /// <param name="steps">Steps that are asked for; null for its own.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    public static async ValueTask<CollectionState> OfAsync(Workspace workspace, CollectionName name, IReadOnlyList<string>? steps, CancellationToken cancellationToken)
    {
        // Taken first: what changes while the documents are looked at is noticed at the first sample.
        var collection = await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        var effective = StepNames.Read(steps) ?? workspace.StepsOf(collection);
        var routes = new List<string>();
        if (effective.Any(RetrievalPipeline.NeedsChat)) routes.Add(GatewaySettings.ChatRoute);
        if (effective.Any(RetrievalPipeline.NeedsEndpoint)) routes.Add(Workspace.RerankRoute);
        if (collection.Embedder is { Kind: EmbedderKind.Endpoint }) routes.Add(GatewaySettings.EmbedRoute);
        var models = workspace.Models.All;
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["build"] = BuildIdentity.Value,
            ["collection"] = name.Value,
            ["documents"] = (await workspace.Knowledge.Documents(name).StateAsync(cancellationToken)).Hex[..16],
            ["chunking"] = collection.InUse.Plan,
            ["embedder"] = collection.Embedder is { } embedder ? string.Create(CultureInfo.InvariantCulture, $"{embedder.Kind} {embedder.Model} {embedder.Dimensions}") : "none",
            ["steps"] = effective.Count == 0 ? "none" : string.Join(',', effective.Select(StepNames.Of)),
        };
        foreach (var route in routes) settings[$"route {route}"] = RouteState.Of(models, route);
        return new CollectionState(workspace, name, (collection.InUse.Number, collection.Commit), settings, routes.TrueForAll(route => RouteState.IsFree(models, route)));
    }

    /// <summary>Makes sure that the collection still is what it was: an observation of another one must not be kept as one of this.</summary>
    /// <exception cref="SubjectUnavailableException">It changed.</exception>
    public async ValueTask RequireUnchangedAsync(CancellationToken cancellationToken)
    {
        var now = await _workspace.Knowledge.Collections.GetAsync(_name, cancellationToken);
        if ((now.InUse.Number, now.Commit) != _at)
            throw new SubjectUnavailableException($"The collection \"{_name}\" changed while it was measured, by an ingestion or a synchronisation. Let that end and ask again: a run of the changed collection begins then.");
    }
}
