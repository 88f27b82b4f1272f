namespace Groundwork.Evals.Running;

/// <summary>What an observation must be to be worth scoring.</summary>
internal static class ObservationRules
{
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? ProblemOf(Observation observation)
    {
        if (observation.Confidence is { } confidence && !(confidence is >= 0 and <= 1)) return FormattableString.Invariant($"the confidence is {confidence}, outside 0 to 1");
        if (observation.Ranking is not { } ranking) return null;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < ranking.Count; i++)
        {
            if (!double.IsFinite(ranking[i].Score)) return FormattableString.Invariant($"the document \"{ranking[i].Document}\" has the score {ranking[i].Score} in the ranking");
            if (!places.TryAdd(ranking[i].Document, i))
                return FormattableString.Invariant($"the document \"{ranking[i].Document}\" stands twice in the ranking, as number {places[ranking[i].Document] + 1} and {i + 1}");
        }

        return null;
    }
}
