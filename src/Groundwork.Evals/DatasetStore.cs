using Groundwork.Evals.Datasets;
using Groundwork.Evals.Storing;
using Groundwork.Storage;

namespace Groundwork.Evals;

/// <summary>Datasets and their versions. Safe for concurrent use.</summary>
/// <param name="database">Opened with <see cref="EvalSchema.Migrations"/>.</param>
/// <param name="time">Clock for <see cref="DatasetVersion.At"/>.</param>
public sealed class DatasetStore(IDatabase database, TimeProvider time)
{
    /// <summary>Saves samples as the next version of a dataset, all or none.</summary>
    /// <param name="name">Name of the dataset: 1..64 of <c>a-z 0-9 . _ -</c>, beginning with a letter or digit.</param>
    /// <param name="samples">The samples in their order; read once, never held at once. They must not come out of writing to this database.</param>
    /// <param name="note">Where they come from, for people.</param>
    /// <param name="cancellationToken">Leaves nothing behind.</param>
    /// <returns>The new version, or the latest one when it holds exactly these samples.</returns>
    /// <exception cref="DatasetRefusedException">The name is none, there is no sample, two have the same id, or one is not valid.</exception>
    public ValueTask<DatasetSaved> SaveAsync(string name, IAsyncEnumerable<Sample> samples, string note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(note);
        SampleRules.RequireName(name);
        return database.WriteAsync(session => VersionWriter.SaveAsync(session, name, samples, note, time.GetUtcNow(), cancellationToken), cancellationToken);
    }

    /// <summary>Makes a new version out of the latest one, all or nothing.</summary>
    /// <param name="name">Name of the dataset.</param>
    /// <param name="changes">What to change, one after the other.</param>
    /// <param name="note">Why, for people.</param>
    /// <param name="cancellationToken">Leaves nothing behind.</param>
    /// <exception cref="DatasetNotFoundException">There is no such dataset.</exception>
    /// <exception cref="DatasetRefusedException">A change names unknown samples, or what is left is no dataset.</exception>
    public ValueTask<DatasetSaved> EditAsync(string name, IReadOnlyList<DatasetChange> changes, string note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(note);
        return database.WriteAsync(
            async session =>
            {
                var latest = await DatasetRows.FindAsync(session, name, version: null);
                IAsyncEnumerable<Sample> Before() => ItemPages.SamplesAsync((from, rows) => ItemPages.ReadAsync(session, latest.Key, from, rows), cancellationToken);
                var after = await DatasetEdit.ApplyAsync(Before, changes, cancellationToken);
                return await VersionWriter.SaveAsync(session, name, after, note, time.GetUtcNow(), cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Puts samples at the end of a dataset, all or none; a new dataset is made where there is none. Samples whose ids it has are left out.</summary>
    /// <param name="name">As in <see cref="SaveAsync"/>.</param>
    /// <param name="samples">The samples in their order; read once. They must not come out of writing to this database.</param>
    /// <param name="note">Where they come from, for people.</param>
    /// <param name="cancellationToken">Leaves nothing behind.</param>
    /// <returns>The new version, or the latest one when nothing was new; and how many samples were left out.</returns>
    /// <exception cref="DatasetRefusedException">As in <see cref="SaveAsync"/>.</exception>
    public async ValueTask<(DatasetSaved Saved, int Known)> AppendAsync(string name, IAsyncEnumerable<Sample> samples, string note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(note);
        SampleRules.RequireName(name);
        return await database.WriteAsync(
            async session =>
            {
                var latest = (await DatasetRows.VersionsAsync(session, name)).FirstOrDefault();
                var joined = new JoinedSamples();
                var before = latest is null ? AsyncEnumerable.Empty<Sample>() : ItemPages.SamplesAsync((from, rows) => ItemPages.ReadAsync(session, latest.Key, from, rows), cancellationToken);
                var saved = await VersionWriter.SaveAsync(session, name, joined.OfAsync(before, samples, cancellationToken), note, time.GetUtcNow(), cancellationToken);
                return (saved, joined.Known);
            },
            cancellationToken);
    }

    /// <summary>The latest version of every dataset, by name.</summary>
    public async ValueTask<IReadOnlyList<DatasetVersion>> ListAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(session => DatasetRows.LatestAsync(session), cancellationToken);

    /// <summary>All versions of a dataset, the latest first.</summary>
    /// <exception cref="DatasetNotFoundException">There is no such dataset.</exception>
    public async ValueTask<IReadOnlyList<DatasetVersion>> VersionsAsync(string name, CancellationToken cancellationToken) => await database.ReadAsync(
        async session =>
        {
            var versions = await DatasetRows.VersionsAsync(session, name);
            return versions.Count > 0 ? versions : throw await DatasetRows.NotFoundAsync(session, name);
        },
        cancellationToken);

    /// <summary>A version of a dataset.</summary>
    /// <param name="name">Name of the dataset.</param>
    /// <param name="version">Its number, its fingerprint or the first eight or more digits of that; null for the latest.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="DatasetNotFoundException">There is no such dataset or version.</exception>
    public ValueTask<DatasetVersion> OpenAsync(string name, string? version, CancellationToken cancellationToken) =>
        database.ReadAsync(session => DatasetRows.FindAsync(session, name, version), cancellationToken);

    /// <summary>The samples of a version in their order, read page by page.</summary>
    public IAsyncEnumerable<Sample> SamplesAsync(DatasetVersion version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        return ItemPages.SamplesAsync((from, rows) => database.ReadAsync(session => ItemPages.ReadAsync(session, version.Key, from, rows), cancellationToken), cancellationToken);
    }

    /// <summary>One sample of a version; null when it has none with this id.</summary>
    public async ValueTask<Sample?> FindAsync(DatasetVersion version, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        var body = await database.ReadAsync(
            session => session.FirstAsync(
                "select i.body from version_items v join dataset_items i on i.hash = v.hash where v.version = @version and v.sample = @sample",
                row => row.GetString(0), ("@version", version.Key), ("@sample", id)),
            cancellationToken);
        return body is null ? null : SampleReader.Read(body);
    }

    /// <summary>Deletes a dataset with all its versions.</summary>
    /// <param name="name">Name of the dataset.</param>
    /// <param name="force">True to delete the runs that were made with it too, those kept as baselines among them.</param>
    /// <param name="cancellationToken">Leaves everything as it is.</param>
    /// <returns>Runs that went with it.</returns>
    /// <exception cref="DatasetNotFoundException">There is no such dataset.</exception>
    /// <exception cref="DatasetInUseException">There are runs, and the deletion is not forced.</exception>
    public async ValueTask<int> DeleteAsync(string name, bool force, CancellationToken cancellationToken)
    {
        var runs = await database.WriteAsync(
            async session =>
            {
                await DatasetRows.FindAsync(session, name, version: null);
                var used = await session.QueryAsync(
                    "select r.id from runs r join dataset_versions v on v.key = r.version where v.dataset = @name order by r.id", row => row.GetString(0), ("@name", name));
                if (used.Count > 0 && !force) throw new DatasetInUseException(name, used);
                await session.ExecuteAsync("delete from runs where version in (select key from dataset_versions where dataset = @name)", ("@name", name));
                await session.ExecuteAsync("delete from dataset_versions where dataset = @name", ("@name", name));
                await session.ExecuteAsync("delete from dataset_items where not exists (select 1 from version_items v where v.hash = dataset_items.hash)");
                await RunRows.DropUnusedObservationsAsync(session);
                return used.Count;
            },
            cancellationToken);
        await database.PurgeAsync(cancellationToken);
        return runs;
    }
}
