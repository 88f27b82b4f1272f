using System.Runtime.CompilerServices;
using Groundwork.Documents;
using Groundwork.Knowledge;
using Groundwork.Sources;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases;

/// <summary>Files and folders become searchable.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class IngestFolder(Workspace workspace)
{
    /// <summary>Runs the ingestion. The last reply is an <see cref="IngestUpdate.Done"/>.</summary>
    public async IAsyncEnumerable<IngestUpdate> RunAsync(IngestRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Paths is not { Count: > 0 }) throw new InvalidRequestException("Nothing to ingest: name at least one file or folder.");
        var name = CollectionName.Parse(request.Collection);
        foreach (var path in request.Paths)
        {
            if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal)) throw new SourcePathException($"\"{path}\" is no path. Name a file or folder.");
            if (!Path.Exists(path)) throw new SourcePathException($"There is no file or folder \"{path}\" (looked for {Path.GetFullPath(path)}). Check the spelling.");
        }

        var pushed = workspace.PushedOf(name) + Path.DirectorySeparatorChar;
        IReadOnlyList<ISource>? sources = request.Paths.All(path => path.StartsWith(pushed, StringComparison.Ordinal)) ? [new PushSource(workspace.PushedOf(name), [.. request.Paths])] : null;
        await foreach (var update in RunAsync(request, sources, cancellationToken)) yield return update;
    }

    /// <summary>The same for sources in place of paths; null for the paths of the request.</summary>
    internal async IAsyncEnumerable<IngestUpdate> RunAsync(IngestRequest request, IReadOnlyList<ISource>? sources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        var name = CollectionName.Parse(request.Collection);
        if (request.Embedder is not (null or "none" or "fitted")) throw new InvalidRequestException($"The embedder \"{request.Embedder}\" of an ingestion is none of \"fitted\" and \"none\". An address is a setting: GROUNDWORK_EMBED_URL.");
        if (request.Embedder is not null && request.Vectors is not null) throw new InvalidRequestException("Records that bring their vectors leave nothing to learn. Choose one of --vectors and --embedder.");
        var given = request.Vectors is null ? null : await GivenAsync(request, name, cancellationToken);
        var embedder = given is null ? await workspace.EmbedderAsync(cancellationToken) : Embedder.None;
        var collection = await workspace.Knowledge.Collections.GetOrMakeAsync(name, given ?? (request.Embedder is null ? embedder.Identity : null), workspace.Settings.Chunking, cancellationToken);
        if (given is not null && collection.Embedder != given)
            throw new EmbedderMismatchException($"The collection \"{name}\" holds {collection.Embedder?.ToString() ?? "no vectors"}; the records bring {given}. Ingest them into another collection.");
        if (request.Embedder is not null) await workspace.Knowledge.Collections.SetWordsAloneAsync(name, request.Embedder is "none", cancellationToken);

        // What cannot be read could not take the new texts in.
        if (IsDamaged(collection))
        {
            await foreach (var news in LearnAsync(request, name, null, cancellationToken)) yield return news;
            collection = await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        }

        await workspace.RenewAsync(name, cancellationToken);
        var report = new IngestReport(workspace.Time);
        IChunkVectors? written = null;
        await foreach (var happened in WriteAsync(name, request, sources, embedder, vectors => written = vectors, cancellationToken))
            if (report.Take(happened) is { } news)
                yield return news;

        // What is learnt is read from the database: reading processes would only hold memory meanwhile.
        await workspace.Reading.RestAsync();
        await foreach (var news in LearnAsync(request, name, written, cancellationToken)) yield return news;
        var commit = (await workspace.Knowledge.Collections.GetAsync(name, cancellationToken)).Commit;
        yield return new IngestUpdate.Done(report.Reply(name.Value, commit, workspace.ElapsedMs(started)));
    }

    private async IAsyncEnumerable<IngestEvent> WriteAsync(
        CollectionName name, IngestRequest request, IReadOnlyList<ISource>? sources, Embedder embedder, Action<IChunkVectors?> tellVectors, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var writer = await workspace.Knowledge.OpenWriterAsync(name, embedder.Identity, embedder.Generator, cancellationToken);
        tellVectors(writer.Vectors);
        var options = new IngestOptions
        {
            Parallel = workspace.Settings.IngestParallel, RetriesFailed = request.RetryFailed, CuttingDeadline = workspace.Settings.ReadingDeadline, Memory = SystemMemoryProbe.OfThisMachine,
        };
        var ingestor = new Ingestor(writer, workspace.Readers, workspace.Reading, options);
        try
        {
            await foreach (var happened in sources is null ? ingestor.IngestAsync(request.Paths, cancellationToken) : ingestor.IngestAsync(sources, cancellationToken)) yield return happened;
        }
        finally
        {
            // Also what was removed before a cancellation must stand in no answer any more.
            await ForgetGoneAsync(name);
        }
    }

    private async ValueTask ForgetGoneAsync(CollectionName name)
    {
        await workspace.Answers.ForgetOrphansAsync(name, CancellationToken.None);
        await workspace.Conversations.ForgetOrphansAsync(name, CancellationToken.None);
    }

    private async IAsyncEnumerable<IngestUpdate> LearnAsync(IngestRequest request, CollectionName name, IChunkVectors? written, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Asked for by name, it is learnt whatever is configured.
        var isAsked = request.Embedder is "fitted";
        if (!workspace.Settings.LearnsMeaning && !isAsked) yield break;
        var collection = await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        if (!isAsked && collection.Embedder is null && (await workspace.EmbedderAsync(cancellationToken)).Identity is not null) yield break;
        if (await workspace.Knowledge.ReasonToLearnAsync(collection, written, workspace.Settings.Fitting, cancellationToken) is not { } reason) yield break;
        await foreach (var news in new CollectionLearning(workspace, name, reason).RunAsync(cancellationToken)) yield return news;
    }

    private bool IsDamaged(Collection collection)
    {
        try
        {
            _ = workspace.Knowledge.FittedOf(collection);
            return false;
        }
        catch (FittedModelDamagedException)
        {
            return true;
        }
    }

    private async ValueTask<EmbedderIdentity> GivenAsync(IngestRequest request, CollectionName name, CancellationToken cancellationToken)
    {
        const int LongestName = 100;
        var called = request.Vectors!.Trim();
        if (called.Length is 0 or > LongestName) throw new InvalidRequestException($"The name of the vectors has 1..{LongestName} characters, like the model that made them; this is \"{called}\".");

        // The first batch decides how long vectors are; later files may hold none.
        var known = (await workspace.Knowledge.Collections.FindAsync(name, cancellationToken))?.Embedder;
        var dimensions = known is { Kind: EmbedderKind.Given } ? known.Dimensions : await Ingestor.GivenDimensionsAsync(workspace.Readers, request.Paths, cancellationToken);
        return dimensions is { } length
            ? GivenVectors.IdentityOf(called, length)
            : throw new InvalidRequestException("No record brings a usable vector. Write \"vector\": [numbers], or \"vectorBase64\", into the records of a .jsonl file.");
    }
}
