using System.Collections.ObjectModel;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.Language;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Questions that were really asked, as drafts of samples.</summary>
internal static class ProductionSamples
{
    /// <summary>The questions that a request chooses, each once.</summary>
    public static async ValueTask<IReadOnlyList<Sample>> OfAsync(Workspace workspace, SampleAnswersRequest request, CancellationToken cancellationToken)
    {
        var name = CollectionName.Parse(request.Collection);
        await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        var asked = request.By switch
        {
            "feedback" => (await new ManageConversations(workspace).FeedbackAsync(name.Value, cancellationToken)).Feedback
                .Where(f => string.Equals(f.Verdict, "down", StringComparison.Ordinal)).Select(f => (f.Question, Why: f.Reason is { } reason ? $"disliked: {reason}" : "disliked")),
            "confidence" => (await workspace.Answers.ReadAsync(name, cancellationToken)).Where(a => a.Reply.Confidence is not null).OrderBy(a => a.Reply.Confidence)
                .Select(a => (a.Request.Question, Why: FormattableString.Invariant($"confidence {a.Reply.Confidence:F2}"))),
            "random" => Drawn([.. (await workspace.Answers.ReadAsync(name, cancellationToken)).Select(a => (a.Request.Question, Why: "drawn by chance"))], request.Seed),
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

    private static (string Question, string Why)[] Drawn((string Question, string Why)[] asked, long seed)
    {
        new Random((int)(seed ^ (seed >> 32))).Shuffle(asked);
        return asked;
    }
}
