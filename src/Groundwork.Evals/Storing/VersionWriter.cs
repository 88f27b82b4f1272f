using System.Security.Cryptography;
using System.Text;
using Groundwork.Evals.Datasets;
using Groundwork.Storage;

namespace Groundwork.Evals.Storing;

/// <summary>Writes one version of a dataset.</summary>
internal static class VersionWriter
{
    public static async ValueTask<DatasetSaved> SaveAsync(
        SqlSession session, string name, IAsyncEnumerable<Sample> samples, string note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var latest = (await DatasetRows.VersionsAsync(session, name)).FirstOrDefault();
        var number = (latest?.Number ?? 0) + 1;
        var key = await session.CountAsync(
            "insert into dataset_versions (dataset, number, fingerprint, samples, drafts, note, at) values (@dataset, @number, '', 0, 0, @note, @at) returning key",
            ("@dataset", name), ("@number", number), ("@note", note), ("@at", RunRows.TimeText(now)));
        using var fingerprint = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var drafts = 0;
        await foreach (var sample in samples.WithCancellation(cancellationToken))
        {
            var position = ids.Count;
            SampleRules.Require(sample, position);
            if (!ids.TryAdd(sample.Id, position))
                throw new DatasetRefusedException(FormattableString.Invariant($"The id \"{sample.Id}\" stands twice in the dataset, as item {ids[sample.Id] + 1} and as item {position + 1}. Give one of them another id, or leave it out."), []);
            var body = SampleJson.Write(sample);
            var hash = SampleJson.HashOf(body);
            fingerprint.AppendData(Encoding.ASCII.GetBytes(hash));
            if (sample.IsDraft) drafts++;
            await session.ExecuteAsync(
                "insert into dataset_items (hash, asked, body) values (@hash, @asked, @body) on conflict (hash) do nothing",
                ("@hash", hash), ("@asked", SampleJson.AskedHashOf(sample)), ("@body", body));
            await session.ExecuteAsync(
                "insert into version_items (version, position, sample, hash) values (@version, @position, @sample, @hash)",
                ("@version", key), ("@position", position), ("@sample", sample.Id), ("@hash", hash));
        }

        if (ids.Count == 0) throw new DatasetRefusedException($"There is no sample for the dataset \"{name}\".", []);
        var hex = Convert.ToHexStringLower(fingerprint.GetHashAndReset());
        if (string.Equals(latest?.Fingerprint, hex, StringComparison.Ordinal))
        {
            await session.ExecuteAsync("delete from dataset_versions where key = @key", ("@key", key));
            return new DatasetSaved(latest!, IsNew: false);
        }

        await session.ExecuteAsync(
            "update dataset_versions set fingerprint = @fingerprint, samples = @samples, drafts = @drafts where key = @key",
            ("@fingerprint", hex), ("@samples", ids.Count), ("@drafts", drafts), ("@key", key));
        return new DatasetSaved(new DatasetVersion(name, number, hex, ids.Count, drafts, note, now) { Key = key }, IsNew: true);
    }
}
