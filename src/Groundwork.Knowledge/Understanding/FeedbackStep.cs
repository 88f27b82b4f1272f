using Groundwork.Language;

namespace Groundwork.Knowledge.Understanding;

/// <summary>Words that the best passages have in common are searched beside the question's own.</summary>
/// <remarks>
/// RM3 (Abdul-Jaleel et al. 2004; Lv and Zhai 2009, section 3): a relevance model of the best passages, each as likely as its share of the scores, cut to its
/// heaviest terms and mixed with the question. Common words would lead it, so a term's share is multiplied by its rarity.
/// </remarks>
/// <param name="retriever">Finds the first passages.</param>
/// <param name="words">The collection's words.</param>
/// <param name="passages">How many of the best passages are read.</param>
/// <param name="terms">Most words searched beside the question's own.</param>
/// <param name="share">What all words of the question together weigh in the mixture, 0..1.</param>
internal sealed class FeedbackStep(IRetriever retriever, CollectionWords words, int passages = 10, int terms = 10, double share = 0.6) : IUnderstandingStep
{
    private const int MostCharacters = 4000;

    public RetrievalStep Step => RetrievalStep.Feedback;

    public async ValueTask<Understood> ApplyAsync(Question question, CancellationToken cancellationToken)
    {
        var found = await retriever.RetrieveAsync(question with { Facets = null }, passages, explain: false, cancellationToken);
        if (found.Passages.Count == 0) return Understood.Unchanged(question, "nothing was found to learn words from");
        var language = found.Passages[0].Language;
        var own = ContentWords.Of(ContentWords.Head(question.Text, MostCharacters), language).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);
        var model = new Dictionary<string, (string Written, double Weight)>(StringComparer.Ordinal);
        double total = found.Passages.Sum(p => Math.Max(0, p.Score));
        foreach (var passage in found.Passages.Where(p => p.Score > 0))
        {
            var said = ContentWords.Of(ContentWords.Head(passage.Chunk.Text, MostCharacters), passage.Language);
            foreach (var stem in said.GroupBy(w => w.Stem, StringComparer.Ordinal))
            {
                if (own.Contains(stem.Key) || stem.Key.Length < 2 || !stem.Key.Any(char.IsLetter)) continue;
                var before = model.GetValueOrDefault(stem.Key, (stem.First().Written, 0));
                model[stem.Key] = (before.Item1, before.Item2 + (stem.Count() / (double)said.Count * (passage.Score / total)));
            }
        }

        var candidates = model.Values.OrderByDescending(m => m.Weight).ThenBy(m => m.Written, StringComparer.Ordinal).Take(8 * terms).ToArray();
        var rarity = await words.RarityAsync([.. candidates.Select(c => c.Written).Distinct(StringComparer.OrdinalIgnoreCase)], cancellationToken);
        var best = candidates.Select(c => (c.Written, Weight: c.Weight * rarity.GetValueOrDefault(c.Written))).Where(c => c.Weight > 0)
            .OrderByDescending(c => c.Weight).ThenBy(c => c.Written, StringComparer.Ordinal).Take(terms).ToArray();
        if (best.Length == 0) return Understood.Unchanged(question, "the best passages have no word that the question has not");
        // A word of the question weighs 1: together they are as many as they are, and the others share what the mixture leaves them.
        var scale = Math.Max(1, own.Count) * (1 - share) / share / best.Sum(b => b.Weight);
        var also = best.Select(b => new WeightedText(b.Written, (float)Math.Clamp(b.Weight * scale, 0.001, 1))).ToArray();
        return Understood.Changed(question with { Also = [.. question.Also, .. also] }, $"searched with words of the best passages: {ContentWords.List(also)}");
    }
}
