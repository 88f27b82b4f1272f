using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Steps between a question and its passages, as people write them.</summary>
internal static class StepNames
{
    public const string FollowUp = "follow-up";

    private static readonly Dictionary<string, RetrievalStep> s_steps = new(StringComparer.Ordinal)
    {
        [FollowUp] = RetrievalStep.FollowUp,
        ["condense"] = RetrievalStep.Condense,
        ["spelling"] = RetrievalStep.Spelling,
        ["acronyms"] = RetrievalStep.Acronyms,
        ["multi-query"] = RetrievalStep.MultiQuery,
        ["decompose"] = RetrievalStep.Decomposition,
        ["hyde"] = RetrievalStep.HypotheticalPassage,
        ["feedback"] = RetrievalStep.Feedback,
        ["features"] = RetrievalStep.Features,
        ["endpoint"] = RetrievalStep.Endpoint,
        ["listwise"] = RetrievalStep.Listwise,
        ["diversity"] = RetrievalStep.Diversity,
        ["neighbours"] = RetrievalStep.Neighbours,
    };

    private static readonly Dictionary<RetrievalStep, string> s_names = s_steps.ToDictionary(s => s.Value, s => s.Key);

    public static string All { get; } = string.Join(", ", s_steps.Keys);

    public static string Of(RetrievalStep step) => s_names[step];

    /// <summary>The steps a request asks for; null where it leaves them to the collection.</summary>
    public static IReadOnlyList<RetrievalStep>? Read(IReadOnlyList<string>? names)
    {
        if (names is null) return null;
        if (names is ["none"]) return [];
        var steps = new List<RetrievalStep>();
        foreach (var name in names)
        {
            if (name is null || !s_steps.TryGetValue(name, out var step)) throw new InvalidRequestException($"There is no step \"{name}\". Choose of {All}; or none.");
            steps.Add(step);
        }

        return steps;
    }
}
