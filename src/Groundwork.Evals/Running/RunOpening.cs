using System.Text.Json;
using Groundwork.Evals.Storing;
using Groundwork.Language;
using Groundwork.Storage;

namespace Groundwork.Evals.Running;

/// <summary>Finds the unfinished run that a request goes on with, or makes one.</summary>
internal static class RunOpening
{
    public static async ValueTask<(EvalRun Run, RunProgress Before)> OpenAsync(SqlSession session, RunRequest request, int samples, DateTimeOffset now)
    {
        if (await session.CountAsync("select count(*) from dataset_versions where key = @version", ("@version", request.Dataset.Key)) == 0)
            throw new DatasetNotFoundException(FormattableString.Invariant($"Version {request.Dataset.Number} of the dataset \"{request.Dataset.Dataset}\" was deleted meanwhile."));
        var selection = JsonSerializer.Serialize(StoredSelection.Of(request.Selection), EvalJson.Default.StoredSelection);
        var identity = ContentHash.OfText(string.Join(
            '\n',
            request.Dataset.Dataset, request.Dataset.Fingerprint, request.Subject.Fingerprint,
            FormattableString.Invariant($"{request.Repeats} {request.Seed}"), selection)).Hex;
        // The same asked twice is the same run. Failures are worth another try, though, and so is what is asked for afresh: then only an unfinished run is gone on with.
        var known = await session.FirstAsync(
            RunRows.Select + """
             where r.identity = @identity and ((r.state <> @observed and r.is_fresh >= @fresh) or (@fresh = 0 and r.state = @observed and not exists (
               select 1 from run_observations o join observations b on b.key = o.observation where o.run = r.key and b.outcome = @failed)))
             order by r.key desc limit 1
            """,
            RunRows.Map,
            ("@identity", identity), ("@fresh", request.IsFresh ? 1 : 0), ("@observed", nameof(EvalRunState.Observed)), ("@failed", nameof(ObservedOutcome.Failed)));
        if (known is null)
        {
            var id = await InsertAsync(session, request, samples, now, identity, selection);
            known = await RunRows.OpenAsync(session, id);
        }
        else
        {
            var state = known.State == EvalRunState.Observed ? EvalRunState.Observed : EvalRunState.Running;
            await session.ExecuteAsync(
                "update runs set state = @state, stop_reason = null, asked = @asked where key = @run", ("@state", state.ToString()), ("@asked", RunRows.TimeText(now)), ("@run", known.Key));
        }

        return (known, await RunRows.ProgressAsync(session, known));
    }

    private static async ValueTask<string> InsertAsync(SqlSession session, RunRequest request, int samples, DateTimeOffset now, string identity, string selection)
    {
        var first = $"{request.Dataset.Dataset}-{identity[..8]}";
        var id = first;
        for (var next = 2; await session.CountAsync("select count(*) from runs where id = @id", ("@id", id)) > 0; next++) id = FormattableString.Invariant($"{first}-{next}");
        await session.ExecuteAsync(
            """
            insert into runs (id, identity, version, subject, subject_fingerprint, repeats, seed, samples, selection, is_fresh, state, started, asked, settings)
            values (@id, @identity, @version, @subject, @fingerprint, @repeats, @seed, @samples, @selection, @fresh, @state, @started, @started, @settings)
            """,
            ("@id", id), ("@identity", identity), ("@version", request.Dataset.Key), ("@subject", request.Subject.Name), ("@fingerprint", request.Subject.Fingerprint),
            ("@repeats", request.Repeats), ("@seed", request.Seed), ("@samples", samples), ("@selection", selection), ("@fresh", request.IsFresh ? 1 : 0),
            ("@state", nameof(EvalRunState.Running)), ("@started", RunRows.TimeText(now)),
            ("@settings", JsonSerializer.Serialize(
                new SortedDictionary<string, string>(request.Settings.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal), EvalJson.Default.SortedDictionaryStringString)));
        return id;
    }
}
