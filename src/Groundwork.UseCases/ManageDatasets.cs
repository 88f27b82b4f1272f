using System.Globalization;
using System.Runtime.CompilerServices;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.UseCases.Evaluating;

namespace Groundwork.UseCases;

/// <summary>Datasets are read in, drafted, edited, checked and taken along. A version is never changed: every edit makes the next one.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class ManageDatasets(Workspace workspace)
{
    private const int MostSamplesShown = 1000;

    /// <summary>Reads files into a version.</summary>
    /// <exception cref="DatasetRefusedException">A file makes no dataset; each problem is named with its line. Nothing was stored.</exception>
    public async Task<DatasetReply> ImportAsync(ImportDatasetRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Paths.Count == 0) throw new InvalidRequestException("No file is named. Name at least one file or folder of samples.");
        var format = FormatOf(request.Format);
        var store = await StoreAsync(cancellationToken);
        var readings = new List<DatasetReading>();
        foreach (var path in request.Paths) readings.Add(await DatasetFile.OpenAsync(path, format, DatasetReadOptions.Default with { Judgements = request.Qrels }, cancellationToken));
        var note = $"read from {string.Join(", ", request.Paths.Select(Path.GetFileName))}";
        var samples = ChainAsync(readings, request.Cluster, cancellationToken);
        var saved = request.Append ? await AppendAsync(store, request.Dataset, samples, note, cancellationToken) : await store.SaveAsync(request.Dataset, samples, note, cancellationToken);
        return DatasetReply.Of(saved, [.. readings.SelectMany(r => NoticesOf(r.Report)).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>All datasets, each by its newest version.</summary>
    public async Task<DatasetsReply> ListAsync(CancellationToken cancellationToken) =>
        new([.. (await (await StoreAsync(cancellationToken)).ListAsync(cancellationToken)).Select(DatasetReply.Of)]);

    /// <summary>The versions of a dataset, newest first.</summary>
    /// <exception cref="DatasetNotFoundException">There is no such dataset.</exception>
    public async Task<DatasetsReply> VersionsAsync(string dataset, CancellationToken cancellationToken) =>
        new([.. (await (await StoreAsync(cancellationToken)).VersionsAsync(dataset, cancellationToken)).Select(DatasetReply.Of)]);

    /// <summary>Some samples of a version.</summary>
    /// <param name="dataset">Its name, <c>name@3</c> for its third version.</param>
    /// <param name="skip">Samples to leave out first, ≥ 0.</param>
    /// <param name="limit">Most samples, 1..1000.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="DatasetNotFoundException">There is no such dataset.</exception>
    public Task<DatasetSamplesReply> ShowAsync(string dataset, int skip, int limit, CancellationToken cancellationToken) => ShowAsync(dataset, skip, limit, static _ => true, cancellationToken);

    /// <summary>Samples of a version that nobody accepted yet.</summary>
    /// <inheritdoc cref="ShowAsync(string, int, int, CancellationToken)" />
    public Task<DatasetSamplesReply> DraftsAsync(string dataset, int skip, int limit, CancellationToken cancellationToken) => ShowAsync(dataset, skip, limit, static s => s.IsDraft, cancellationToken);

    private async Task<DatasetSamplesReply> ShowAsync(string dataset, int skip, int limit, Func<Sample, bool> isWanted, CancellationToken cancellationToken)
    {
        if (skip < 0) throw new InvalidRequestException(FormattableString.Invariant($"{skip} samples cannot be left out; choose 0 or more."));
        if (limit is < 1 or > MostSamplesShown) throw new InvalidRequestException(FormattableString.Invariant($"{limit} samples cannot be shown; choose 1 to {MostSamplesShown}."));
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var version = await DatasetName.OpenAsync(database, workspace.Time, dataset, cancellationToken);
        var shown = new List<SampleReply>();
        await foreach (var sample in new DatasetStore(database, workspace.Time).SamplesAsync(version, cancellationToken))
        {
            if (!isWanted(sample) || skip-- > 0) continue;
            if (shown.Count == limit) break;
            shown.Add(SampleReply.Of(sample));
        }

        return new DatasetSamplesReply(DatasetReply.Of(version), shown);
    }

    /// <summary>Makes the next version by a change.</summary>
    /// <exception cref="DatasetNotFoundException">There is no such dataset.</exception>
    /// <exception cref="DatasetRefusedException">The change cannot be made; the message says why.</exception>
    public async Task<DatasetReply> EditAsync(EditDatasetRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var changes = ChangesOf(request);
        if (changes.Count == 0) throw new InvalidRequestException("Nothing is changed. Accept, remove, tag or split samples.");
        return DatasetReply.Of(await (await StoreAsync(cancellationToken)).EditAsync(request.Dataset, changes, "edited", cancellationToken), []);
    }

    /// <summary>Adds questions drafted from a collection's documents. They stay drafts until a person accepts them.</summary>
    /// <exception cref="CollectionNotFoundException">There is no such collection.</exception>
    public async Task<DatasetReply> DraftAsync(DraftDatasetRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireCount(request.Count);
        var name = CollectionName.Parse(request.Collection);
        await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        var options = DraftOptions.Default with { Most = request.Count, Seed = request.Seed };
        var documents = DraftDocuments.OfAsync(workspace.Knowledge.Documents(name), cancellationToken);
        var drafts = request.Model is { } route ? await WrittenAsync(route, documents, options, cancellationToken) : await QuestionDrafts.DraftAsync(documents, options, cancellationToken);
        if (drafts.Count == 0) throw new DatasetRefusedException($"Nothing can be asked about the documents of \"{name}\": they have no sentences that define, count or list anything. Write questions yourself, or name a model with --model.", []);
        return DatasetReply.Of(await AppendAsync(await StoreAsync(cancellationToken), request.Dataset, drafts.ToAsyncEnumerable(), $"drafted from {name}", cancellationToken), []);
    }

    /// <summary>Adds questions that were really asked, as drafts: what a right answer would have been, a person must say.</summary>
    /// <exception cref="CollectionNotFoundException">There is no such collection.</exception>
    public async Task<DatasetReply> FromAnswersAsync(SampleAnswersRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireCount(request.Count);
        var samples = await ProductionSamples.OfAsync(workspace, request, cancellationToken);
        if (samples.Count == 0) throw new DatasetRefusedException($"No answer of \"{request.Collection}\" fits. Questions that are asked from now on are kept.", []);
        return DatasetReply.Of(await AppendAsync(await StoreAsync(cancellationToken), request.Dataset, samples.ToAsyncEnumerable(), $"asked of {request.Collection}", cancellationToken), []);
    }

    /// <summary>Looks for samples whose question and answer stand together in a document: whoever finds the document is handed the solution.</summary>
    public async Task<LeakageReply> CheckAsync(string dataset, string collection, CancellationToken cancellationToken)
    {
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var version = await DatasetName.OpenAsync(database, workspace.Time, dataset, cancellationToken);
        var name = CollectionName.Parse(collection);
        await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        var samples = new DatasetStore(database, workspace.Time).SamplesAsync(version, cancellationToken);
        var texts = DraftDocuments.TextsAsync(workspace.Knowledge.Documents(name), cancellationToken);
        var leaks = new List<LeakReply>();
        await foreach (var leak in LeakageCheck.FindAsync(samples, texts, LeakageOptions.Default, cancellationToken)) leaks.Add(new LeakReply(leak.Sample, leak.Document, leak.Question, leak.Answer));
        return new LeakageReply(DatasetReply.Of(version), name.Value, leaks);
    }

    /// <summary>Writes a version: with everything it has, or as a table.</summary>
    /// <param name="dataset">Its name, <c>name@3</c> for its third version.</param>
    /// <param name="format"><c>samples</c> or <c>csv</c>.</param>
    /// <param name="target">Receives it.</param>
    /// <param name="cancellationToken">Leaves the rest out.</param>
    /// <returns>Ids of samples that have more than a table holds.</returns>
    public async Task<IReadOnlyList<string>> ExportAsync(string dataset, string format, Stream target, CancellationToken cancellationToken)
    {
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var version = await DatasetName.OpenAsync(database, workspace.Time, dataset, cancellationToken);
        var store = new DatasetStore(database, workspace.Time);
        switch (format)
        {
            case "samples":
                await DatasetFile.WriteAsync(store.SamplesAsync(version, cancellationToken), target, cancellationToken);
                return [];
            case "csv":
                return await DatasetFile.WriteCsvAsync(() => store.SamplesAsync(version, cancellationToken), target, cancellationToken);
            default:
                throw new InvalidRequestException($"Datasets are not written as \"{format}\". Choose samples or csv.");
        }
    }

    /// <summary>Deletes a dataset with all its versions.</summary>
    /// <returns>Versions that went.</returns>
    /// <exception cref="DatasetInUseException">Runs were made with it, and it was not forced.</exception>
    public async Task<int> DeleteAsync(string dataset, bool force, CancellationToken cancellationToken) => await (await StoreAsync(cancellationToken)).DeleteAsync(dataset, force, cancellationToken);

    private async Task<IReadOnlyList<Sample>> WrittenAsync(string route, IAsyncEnumerable<DraftDocument> documents, DraftOptions options, CancellationToken cancellationToken)
    {
        const int PerPassage = 3;
        var model = await JudgeRoute.OpenAsync(workspace, route, cancellationToken);
        var drafts = new List<Sample>();
        await foreach (var outcome in new ModelDrafts(model.Chat, model.Model, new LexicalNumericEntailment()).DraftAsync(documents, options, PerPassage, cancellationToken))
            if (outcome is DraftOutcome.Drafted drafted) drafts.Add(drafted.Sample);
        return drafts;
    }

    private async ValueTask<DatasetStore> StoreAsync(CancellationToken cancellationToken) => new(await workspace.Evals.OpenAsync(cancellationToken), workspace.Time);

    private static async Task<DatasetSaved> AppendAsync(DatasetStore store, string dataset, IAsyncEnumerable<Sample> samples, string note, CancellationToken cancellationToken)
    {
        var known = await store.ListAsync(cancellationToken);
        if (!known.Any(v => string.Equals(v.Dataset, dataset, StringComparison.Ordinal))) return await store.SaveAsync(dataset, samples, note, cancellationToken);
        var added = new List<Sample>();
        await foreach (var sample in samples.WithCancellation(cancellationToken)) added.Add(sample);
        return await store.EditAsync(dataset, [new DatasetChange.Add(added)], note, cancellationToken);
    }

    private static async IAsyncEnumerable<Sample> ChainAsync(IEnumerable<DatasetReading> readings, string? cluster, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var reading in readings)
            await foreach (var sample in reading.Samples.WithCancellation(cancellationToken))
                yield return cluster is not null && sample.Tags.TryGetValue(cluster, out var shared) ? sample with { Cluster = shared } : sample;
    }

    private static IEnumerable<string> NoticesOf(ImportReport report)
    {
        foreach (var notice in report.Notices) yield return notice;
        if (report.Unjudged > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{report.Unjudged} samples have no judgement; ranking metrics do not apply to them.");
        if (report.NearDuplicateCount > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{report.NearDuplicateCount} pairs ask much the same, like {report.NearDuplicates[0].First} and {report.NearDuplicates[0].Second}.");
    }

    private static DatasetFormat FormatOf(string format) =>
        Enum.TryParse<DatasetFormat>(format, ignoreCase: true, out var known) && Enum.IsDefined(known) && !int.TryParse(format, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            ? known
            : throw new InvalidRequestException($"The format \"{format}\" is unknown. Choose {string.Join(", ", Enum.GetNames<DatasetFormat>().Select(n => n.ToLowerInvariant()))}.");

    private static List<DatasetChange> ChangesOf(EditDatasetRequest request)
    {
        var changes = new List<DatasetChange>();
        if (request.Remove) changes.Add(new DatasetChange.Remove(request.Ids ?? throw new InvalidRequestException("Name the samples to remove. To delete the whole dataset, use \"groundwork eval dataset delete\".")));
        if (request.Accept) changes.Add(new DatasetChange.Accept(request.Ids));
        foreach (var tag in request.Tags ?? [])
        {
            var at = tag.IndexOf('=', StringComparison.Ordinal);
            if (at < 1) throw new InvalidRequestException($"The tag \"{tag}\" is not understood. Write name=value, or name= to take it away.");
            changes.Add(new DatasetChange.Retag(tag[..at], at == tag.Length - 1 ? null : tag[(at + 1)..], request.Ids));
        }

        if (request.Split is { } split) changes.Add(new DatasetChange.SetSplit(split.Length == 0 ? null : split, request.Ids));
        if (request.Draw is { } draw) changes.Add(new DatasetChange.Divide(new SplitRule.Drawn([.. draw.Select(ShareOf)], request.Seed, request.Stratum)));
        return changes;
    }

    private static (string Split, double Share) ShareOf(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && double.TryParse(text.AsSpan(at + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1
            ? (text[..at], share)
            : throw new InvalidRequestException($"The share \"{text}\" is not understood. Write name=share, like test=0.2.");
    }

    private static void RequireCount(int count)
    {
        if (count is < 1 or > 100_000) throw new InvalidRequestException(FormattableString.Invariant($"{count} samples cannot be made; choose 1 to 100000."));
    }
}
