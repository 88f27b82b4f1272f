using System.Globalization;
using Groundwork.Documents;
using Groundwork.Knowledge;
using Groundwork.Knowledge.Answering;
using Groundwork.Knowledge.Answering.Claims;
using Groundwork.Knowledge.Tests.Answering.Claims;

namespace Groundwork.Benchmarks.Answers;

/// <summary>Scripted drafts, good and forged, against the check of claims: by kind, how many were removed, how long a check takes, and whether every citation is the slice it names.</summary>
internal sealed class ClaimsBench(TextWriter output)
{
    private const int Answers = 500;

    public async Task RunAsync(string repository, IReadOnlyList<string> seeds)
    {
        await using var scratch = await ScratchWorkspace.OpenAsync();
        await scratch.IngestAsync(Path.Combine(repository, "content", "handbook"), "handbook");
        var documents = scratch.Workspace.Knowledge.Documents(CollectionName.Parse("handbook"));
        var passages = new List<Passage>();
        await foreach (var record in documents.AllChunksAsync(ChunkingPlan.Default.Fingerprint, CancellationToken.None))
        {
            var passage = new Passage(record.Chunk, record.Title, record.Path, record.Language, 1, null);
            if (ScriptedDrafts.Sentences(passage).Count > 2) passages.Add(passage);
        }

        var tally = new SortedDictionary<string, (int Removed, int All)>(StringComparer.Ordinal);
        var (citations, wrong, checking) = (0, 0, TimeSpan.Zero);
        foreach (var seed in seeds.DefaultIfEmpty("20261121"))
        {
            var drafts = new ScriptedDrafts(passages, int.Parse(seed, CultureInfo.InvariantCulture));
            for (var i = 0; i < Answers; i++)
            {
                var (evidence, draft) = drafts.Next();
                var started = TimeProvider.System.GetTimestamp();
                var verdict = new ClaimChecker([.. evidence.Select((p, at) => new Evidence(at + 1, p))]).Check(CitationReader.Read(draft.Text)[0]);
                checking += TimeProvider.System.GetElapsedTime(started);
                foreach (var (passage, span) in verdict.Support)
                {
                    citations++;
                    if (await new QuoteCheck(new LoadedDocuments(documents)).CiteAsync(passage, span, CancellationToken.None) is null) wrong++;
                }

                var (removed, all) = tally.GetValueOrDefault(draft.Kind);
                tally[draft.Kind] = (removed + (verdict.Reason is null ? 0 : 1), all + 1);
                if (verdict.Reason is null != draft.IsGood) await Console.Error.WriteLineAsync($"{draft.Kind} ({verdict.Reason}): {draft.Text}");
            }
        }

        await output.WriteLineAsync("| kind | drafts | removed | share |\n| --- | ---: | ---: | ---: |");
        foreach (var (kind, (removed, all)) in tally.Concat([Sum(tally, "bad"), Sum(tally, "good")]))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {kind} | {all} | {removed} | {removed / (double)all:P1} |"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\n{citations} citations, {wrong} that are not the slice they name; {checking.TotalMilliseconds / tally.Values.Sum(t => t.All):F2} ms for a draft of one sentence against its evidence, evidence read anew each time."));
    }

    private static KeyValuePair<string, (int Removed, int All)> Sum(SortedDictionary<string, (int Removed, int All)> tally, string kind)
    {
        var those = tally.Where(t => t.Key.StartsWith(kind, StringComparison.Ordinal)).ToArray();
        return new KeyValuePair<string, (int, int)>("all " + kind, (those.Sum(t => t.Value.Removed), those.Sum(t => t.Value.All)));
    }
}
