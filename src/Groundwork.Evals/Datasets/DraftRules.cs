namespace Groundwork.Evals.Datasets;

/// <summary>What a draft must be, whoever made it.</summary>
internal static class DraftRules
{
    /// <returns>What is wrong with a candidate; null when nothing is.</returns>
    public static string? ProblemOf(DraftCandidate candidate, DraftOptions options)
    {
        var words = TextWords.Of(candidate.Question);
        if (words.Count < options.FewestWords) return FormattableString.Invariant($"the question has {words.Count} words, fewer than {options.FewestWords}");
        if (words.Count > options.MostWords) return FormattableString.Invariant($"the question has {words.Count} words, more than {options.MostWords}");
        if (DraftPhrases.Of(candidate.Section.Document.Language.Code).Pronouns.Contains(words[0], StringComparer.Ordinal)) return $"the question begins with \"{words[0]}\", so it does not stand alone";
        if (!candidate.Section.Span.Contains(candidate.Answer) || candidate.Answer.IsEmpty) return "the answer does not stand in the passage";
        var passage = TextWords.Of(candidate.Section.Text).ToHashSet(StringComparer.Ordinal);
        var repeated = (double)words.Distinct(StringComparer.Ordinal).Count(passage.Contains) / passage.Count;
        if (repeated > options.MostLeakage) return FormattableString.Invariant($"the question repeats {repeated:P0} of the words of its passage");
        var answer = TextWords.Of(candidate.Answer.Of(candidate.Section.Document.Text));
        return answer.Count == 0 || ContainsRun(words, answer) ? "the answer stands in the question" : null;
    }

    private static bool ContainsRun(List<string> words, List<string> run)
    {
        for (var at = 0; at + run.Count <= words.Count; at++)
            if (words.GetRange(at, run.Count).SequenceEqual(run, StringComparer.Ordinal))
                return true;
        return false;
    }
}
