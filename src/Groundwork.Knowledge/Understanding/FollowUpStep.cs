using Groundwork.Language;

namespace Groundwork.Knowledge.Understanding;

/// <summary>A follow-up is searched with the words that earlier turns were about.</summary>
/// <remarks>
/// After historical query expansion (Lin, Yang, Nogueira, Tsai, Wang and Lin 2021, "Multi-Stage Conversational Passage Retrieval", section 4.1): rare words of
/// earlier turns join the query, more of them where the last turn cannot stand alone. Here each has a weight that falls with its age, and whether the turn
/// can stand alone is read from its own words.
/// </remarks>
internal sealed class FollowUpStep(CollectionWords words, FollowUpWeights weights) : IUnderstandingStep
{
    // Work is bounded whatever the conversation: only these turns, and of each only its beginning, are read.
    private const int MostTurns = 12;
    private const int MostCharacters = 2000;

    public RetrievalStep Step => RetrievalStep.FollowUp;

    public async ValueTask<Understood> ApplyAsync(Question question, CancellationToken cancellationToken)
    {
        if (question.Before.Count == 0) return Understood.Unchanged(question, "nothing was said before");
        var asked = ContentWords.Head(question.Text, MostCharacters);
        var turns = question.Before.Skip(Math.Max(0, question.Before.Count - MostTurns)).Where(t => !string.IsNullOrWhiteSpace(t.Text)).Select(t => t with { Text = ContentWords.Head(t.Text, MostCharacters) }).ToArray();
        var language = LanguageDetector.Detect(string.Join('\n', turns.Where(t => t.Role == TurnRole.User).Select(t => t.Text).Append(asked))).Language;
        var own = ContentWords.Of(asked, language);
        var known = own.Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);
        var need = BackReference.NeedOf(asked, own.Count, language);
        var carried = Carried(turns, known, language);
        if (carried.Count == 0) return Understood.Unchanged(question, "earlier turns say nothing that the question does not");
        var rarity = await words.RarityAsync([.. carried.Values.Select(c => c.Written).Distinct(StringComparer.OrdinalIgnoreCase)], cancellationToken);
        var scored = carried.Values
            .Select(c => (c.Written, Score: c.Weight * rarity.GetValueOrDefault(c.Written)))
            .Where(c => c.Score > 0)
            .OrderByDescending(c => c.Score).ThenBy(c => c.Written, StringComparer.Ordinal)
            .Take(weights.MostWords).ToArray();
        if (scored.Length == 0) return Understood.Unchanged(question, "the collection knows no word of the earlier turns");
        var weight = weights.Alone + (need * (weights.Needing - weights.Alone));
        var also = scored.Select(c => new WeightedText(c.Written, (float)(weight * Math.Pow(c.Score / scored[0].Score, weights.Sharpness))) { IsCarried = true }).Where(a => a.Weight >= weights.Least).ToArray();
        return also.Length == 0
            ? Understood.Unchanged(question, "the question stands alone")
            : Understood.Changed(question with { Also = [.. question.Also, .. also] }, $"searched with words of earlier turns: {ContentWords.List(also)}");
    }

    // By stem: what the earlier turns say, a word as heavy as the newest turn that has it, and a little heavier for each other one.
    private Dictionary<string, (string Written, double Weight)> Carried(Turn[] turns, HashSet<string> known, LanguageCode language)
    {
        var carried = new Dictionary<string, (string Written, double Weight)>(StringComparer.Ordinal);
        var (questions, answers) = (0, 0);
        foreach (var turn in turns.Reverse())
        {
            var isUser = turn.Role == TurnRole.User;
            var weight = isUser ? Math.Pow(weights.Decay, questions++) : answers++ == 0 ? weights.Answer : 0;
            if (weight == 0) continue;
            foreach (var stem in ContentWords.Of(turn.Text, language).GroupBy(w => w.Stem, StringComparer.Ordinal))
            {
                if (known.Contains(stem.Key)) continue;
                // An answer is long: what it repeats is what it is about.
                var here = isUser ? weight : weight * (1 + Math.Log(stem.Count()));
                carried[stem.Key] = carried.TryGetValue(stem.Key, out var before)
                    ? (before.Written, before.Weight + (weights.Repeated * here))
                    : (stem.First().Written, here);
            }
        }

        return carried;
    }
}
