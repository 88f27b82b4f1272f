using Groundwork.Documents;
using Groundwork.Knowledge.Tests.Answering.Claims;
using Groundwork.TestKit;
using Xunit.Abstractions;

namespace Groundwork.Knowledge.Tests;

/// <summary>How many forged statements the check removes, and how many good ones it harms, over 500 scripted answers on the handbook.</summary>
public sealed class ClaimCheckEvaluationTests(ITestOutputHelper output)
{
    private const int Answers = 500;
    private const int Seed = 20261121;

    [Fact]
    public async Task Forged_statements_are_removed_and_good_ones_are_kept()
    {
        await using var shelf = await Shelf.OpenAsync();
        await shelf.IngestAsync(Path.Combine(Repository.Root, "content", "handbook"));
        var passages = new List<Passage>();
        await foreach (var record in shelf.Documents.AllChunksAsync(ChunkingPlan.Default.Fingerprint, default))
        {
            var passage = new Passage(record.Chunk, record.Title, record.Path, record.Language, 1, null);
            if (ScriptedDrafts.Sentences(passage).Count > 2) passages.Add(passage);
        }

        var drafts = new ScriptedDrafts(passages, Seed);
        var tally = new SortedDictionary<string, (int Removed, int All)>(StringComparer.Ordinal);
        for (var i = 0; i < Answers; i++)
        {
            var (evidence, draft) = drafts.Next();
            var answer = await AnswerAsync(shelf, evidence, draft.Text);
            foreach (var citation in answer.Claims.SelectMany(c => c.Support).Select(s => s.Citation))
                citation.Span.Of((await shelf.Documents.LoadAsync(citation.Document, default))!.Text).ShouldBe(citation.Quote);
            var isRemoved = answer.Removed.Count > 0;
            if (isRemoved == draft.IsGood) output.WriteLine($"{(isRemoved ? "harmed" : "missed")} {draft.Kind} ({string.Join(", ", answer.Removed.Select(r => r.Reason))}): {draft.Text}");
            var (removed, all) = tally.GetValueOrDefault(draft.Kind);
            tally[draft.Kind] = (removed + (isRemoved ? 1 : 0), all + 1);
        }

        foreach (var (kind, (removed, all)) in tally) output.WriteLine(FormattableString.Invariant($"{kind,-34} {removed,4} of {all,4} removed"));
        var (caught, bad) = Sum(tally.Where(t => t.Key.StartsWith("bad", StringComparison.Ordinal)));
        var (harmed, good) = Sum(tally.Where(t => t.Key.StartsWith("good", StringComparison.Ordinal)));
        output.WriteLine(FormattableString.Invariant($"caught {caught} of {bad} bad ({100.0 * caught / bad:F1} %), harmed {harmed} of {good} good ({100.0 * harmed / good:F1} %)"));
        bad.ShouldBeInRange(Answers / 4, Answers / 2);
        (caught / (double)bad).ShouldBeGreaterThanOrEqualTo(0.95);
        (harmed / (double)good).ShouldBeLessThanOrEqualTo(0.02);
    }

    private static (int Removed, int All) Sum(IEnumerable<KeyValuePair<string, (int Removed, int All)>> tally) =>
        tally.Aggregate((Removed: 0, All: 0), (sum, next) => (sum.Removed + next.Value.Removed, sum.All + next.Value.All));

    private static async Task<Answer> AnswerAsync(Shelf shelf, IReadOnlyList<Passage> evidence, string draft)
    {
        await foreach (var happened in new GenerativeAnswerer(new FixedRetriever(evidence), shelf.Documents, new ScriptedChat(draft), "scripted").AnswerAsync(new Question("?"), default))
            if (happened is AnswerEvent.Completed completed) return completed.Answer;
        throw new InvalidOperationException("No answer was completed.");
    }
}
