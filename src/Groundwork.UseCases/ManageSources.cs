using Groundwork.Knowledge;
using Groundwork.Sources;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases;

/// <summary>The sources that a collection is kept level with: adding, showing, removing. Nothing is read here; that is <see cref="SyncSources"/>.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class ManageSources(Workspace workspace)
{
    /// <summary>Registers a source, in place of one of the same name. A local place must exist.</summary>
    /// <exception cref="SourceException">It cannot be used as described.</exception>
    public async Task<SourceReply> AddAsync(AddSourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var collection = CollectionName.Parse(request.Collection);
        var specification = SourceFactory.Settled(request.ToSpecification());
        var store = workspace.SourcesOf(collection);
        var name = request.Name is { } chosen ? SourceNames.Parse(chosen) : await FreeNameAsync(store, specification, cancellationToken);
        _ = workspace.Sources.Make(name, specification);
        var isMissing = specification.Kind switch { "folder" => !Directory.Exists(specification.Place), "file" => !File.Exists(specification.Place), _ => false };
        if (isMissing) throw new SourceException(SourceFailure.NotFound, $"There is no {specification.Kind} \"{specification.Place}\". Check the spelling.");
        await workspace.Knowledge.Collections.GetOrMakeAsync(collection, (await workspace.EmbedderAsync(cancellationToken)).Identity, workspace.Settings.Chunking, cancellationToken);
        return SourceReply.Of(collection, await store.PutAsync(name, specification, cancellationToken));
    }

    /// <summary>All sources of a collection.</summary>
    public async Task<SourcesReply> ListAsync(string collection, CancellationToken cancellationToken)
    {
        var name = CollectionName.Parse(collection);
        await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        return new SourcesReply(name.Value, [.. (await workspace.SourcesOf(name).ListAsync(cancellationToken)).Select(source => SourceReply.Of(name, source))]);
    }

    /// <summary>One source.</summary>
    /// <exception cref="SourceNotFoundException">There is none of this name.</exception>
    public async Task<SourceReply> ShowAsync(string collection, string name, CancellationToken cancellationToken)
    {
        var sources = await ListAsync(collection, cancellationToken);
        return sources.Sources.FirstOrDefault(source => string.Equals(source.Name, name, StringComparison.Ordinal))
            ?? throw new SourceNotFoundException(CollectionName.Parse(collection), name, sources.Sources.Select(source => source.Name));
    }

    /// <summary>Forgets a source, and with it its documents when that is asked for; those that another source covers stay.</summary>
    /// <exception cref="SourceNotFoundException">There is none of this name.</exception>
    public async Task<RemoveSourceReply> RemoveAsync(RemoveSourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var collection = CollectionName.Parse(request.Collection);
        await workspace.Knowledge.Collections.GetAsync(collection, cancellationToken);
        var store = workspace.SourcesOf(collection);
        var all = await store.ListAsync(cancellationToken);
        var source = all.Find(s => string.Equals(s.Name, request.Name, StringComparison.Ordinal)) ?? throw new SourceNotFoundException(collection, request.Name, all.Select(s => s.Name));
        var deleted = request.Documents ? await DeleteDocumentsAsync(collection, source, [.. all.Where(s => s != source)], cancellationToken) : 0;
        await store.RemoveAsync(source.Name, cancellationToken);
        workspace.Sources.Forget(source.Specification);
        return new RemoveSourceReply(collection.Value, source.Name, deleted);
    }

    private async Task<int> DeleteDocumentsAsync(CollectionName collection, RegisteredSource removed, IReadOnlyList<RegisteredSource> others, CancellationToken cancellationToken)
    {
        var documents = workspace.Knowledge.Documents(collection);
        var survey = await SourceSurvey.OfAsync(documents, collection, workspace.Readers, retriesFailed: false, cancellationToken);
        var source = workspace.Sources.Make(removed.Name, removed.Specification);
        var rest = others.Select(other => workspace.Sources.Make(other.Name, other.Specification)).ToList();
        var ids = new List<string>();
        foreach (var path in survey.KnownTo(source).Where(path => !rest.Exists(other => other.Covers(path))))
            ids.AddRange((await documents.FromPathAsync(path, cancellationToken)).Select(document => document.Id.Value));
        if (ids.Count > 0) await new DeleteDocuments(workspace).RunAsync(new DeleteRequest(ids, collection.Value), cancellationToken);
        return ids.Count;
    }

    private static async Task<string> FreeNameAsync(SourceStore store, SourceSpecification specification, CancellationToken cancellationToken)
    {
        var all = await store.ListAsync(cancellationToken);

        // The same place again is the same source with other options.
        var same = all.Find(s => string.Equals(s.Specification.Kind, specification.Kind, StringComparison.Ordinal) && string.Equals(s.Specification.Place, specification.Place, StringComparison.Ordinal) && specification.Kind is not "sql");
        return same?.Name ?? SourceNames.Of(specification, [.. all.Select(s => s.Name)]);
    }
}
