using System.Data.Common;
using System.Globalization;
using Groundwork.Storage;

namespace Groundwork.Evals.Storing;

/// <summary>The rows of dataset versions.</summary>
internal static class DatasetRows
{
    private const int FewestDigits = 8;

    public static ValueTask<List<DatasetVersion>> LatestAsync(SqlSession session) => session.QueryAsync(
        """
        select key, dataset, number, fingerprint, samples, drafts, note, at from dataset_versions v
        where number = (select max(number) from dataset_versions w where w.dataset = v.dataset) order by dataset
        """,
        Map);

    public static ValueTask<List<DatasetVersion>> VersionsAsync(SqlSession session, string name) => session.QueryAsync(
        "select key, dataset, number, fingerprint, samples, drafts, note, at from dataset_versions where dataset = @dataset order by number desc", Map, ("@dataset", name));

    /// <param name="session">The session.</param>
    /// <param name="name">Name of the dataset.</param>
    /// <param name="version">Number, fingerprint or its first digits; null for the latest.</param>
    public static async ValueTask<DatasetVersion> FindAsync(SqlSession session, string name, string? version)
    {
        ArgumentNullException.ThrowIfNull(name);
        var versions = await VersionsAsync(session, name);
        if (versions.Count == 0) throw await NotFoundAsync(session, name);
        var found = version is null ? versions[0] : versions.Find(candidate => IsNamed(candidate, version));
        return found ?? throw new DatasetNotFoundException(FormattableString.Invariant(
            $"The dataset \"{name}\" has no version \"{version}\"; it has versions 1 to {versions[0].Number}, the latest with the fingerprint {versions[0].Fingerprint[..12]}."));
    }

    public static async ValueTask<DatasetNotFoundException> NotFoundAsync(SqlSession session, string name)
    {
        var known = await LatestAsync(session);
        return new DatasetNotFoundException(known.Count == 0
            ? $"There is no dataset \"{name}\", and no other. Import one first."
            : $"There is no dataset \"{name}\". There are: {string.Join(", ", known.Take(20).Select(version => version.Dataset))}.");
    }

    public static DatasetVersion Map(DbDataReader row) => new(
        row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.GetString(6), RunRows.Time(row.GetString(7)))
    {
        Key = row.GetInt64(0),
    };

    // Version numbers have fewer digits than the shortest part of a fingerprint.
    private static bool IsNamed(DatasetVersion candidate, string version) =>
        version.Length >= FewestDigits
            ? candidate.Fingerprint.StartsWith(version, StringComparison.Ordinal)
            : int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && candidate.Number == number;
}
