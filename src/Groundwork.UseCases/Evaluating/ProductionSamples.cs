using System.Collections.ObjectModel;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.Language;
using Groundwork.UseCases.Monitoring;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Questions that were really asked, as drafts of samples.</summary>
internal static class ProductionSamples
{
    // So that questions that were asked more than once do not leave a sample short.
    private const int FewestRead = 10_000;

    /// <summary>The questions that a request chooses, each once.</summary>
    public static async ValueTask<IReadOnlyList<Sample>> OfAsync(Workspace workspace, SampleAnswersRequest request, CancellationToken cancellationToken)
    {
        var name = CollectionName.Parse(request.Collection);
        await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        var since = request.Since is { } day ? Days.MomentOf(ReportUsage.Day(day, "since")) : DateTimeOffset.MinValue;
        var asked = request.By switch
        {
            "feedback" => (await workspace.Conversations.RatedAsync(name, owner: null, since, cancellationToken))
                .Where(f => string.Equals(f.Verdict, "down", StringComparison.Ordinal)).Select(f => (f.Question, Why: f.Reason is { } reason ? $"disliked: {reason}" : "disliked")),
            "confidence" => await LeastSureAsync(workspace, name, since, request.Count, cancellationToken),
            "random" => await DrawnAsync(workspace, name, since, request, cancellationToken),
            _ => throw new InvalidRequestException($"Questions cannot be chosen by \"{request.By}\". Choose feedback, confidence or random."),
        };
        return [.. asked.DistinctBy(a => a.Question, StringComparer.Ordinal).Take(request.Count).Select(a => SampleOf(a.Question, a.Why, name))];
    }

    private static Sample SampleOf(string question, string why, CollectionName collection) => new($"asked-{ContentHash.OfText(question).Hex[..12]}", question, Expectation.Nothing)
    {
        Tags = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["language"] = LanguageDetector.Detect(question).Language.Code, ["source"] = "production" },
        Origin = new Provenance(ProvenanceKind.Production, collection.Value, why),
        IsDraft = true,
    };

    // Of questions that were asked again and again, the least sure answer counts; the rest is dropped on the way.
    private static async ValueTask<IEnumerable<(string Question, string Why)>> LeastSureAsync(Workspace workspace, CollectionName name, DateTimeOffset since, int count, CancellationToken cancellationToken)
    {
        var least = new Dictionary<string, double>(StringComparer.Ordinal);
        await foreach (var answer in workspace.Asked.SinceAsync(name, since, cancellationToken))
        {
            if (answer.Reply.Confidence is not { } confidence || (least.TryGetValue(answer.Question, out var known) && known <= confidence)) continue;
            least[answer.Question] = confidence;
            if (least.Count < (2 * count) + 1000) continue;
            foreach (var surer in least.OrderBy(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal).Skip(count).Select(l => l.Key).ToArray()) least.Remove(surer);
        }

        return least.OrderBy(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal).Select(l => (l.Key, FormattableString.Invariant($"confidence {l.Value:F2}")));
    }

    private static async ValueTask<IEnumerable<(string Question, string Why)>> DrawnAsync(Workspace workspace, CollectionName name, DateTimeOffset since, SampleAnswersRequest request, CancellationToken cancellationToken)
    {
        var window = await workspace.Asked.SampleAsync(name, since, DateTimeOffset.MaxValue, Math.Max(request.Count, FewestRead), request.Seed, cancellationToken);
        var asked = window.Answers.Select(a => (a.Question, "drawn by chance")).ToArray();
        new Random((int)(request.Seed ^ (request.Seed >> 32))).Shuffle(asked);
        return asked;
    }
}
