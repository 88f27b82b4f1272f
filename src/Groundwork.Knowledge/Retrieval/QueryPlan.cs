using Groundwork.Search;

namespace Groundwork.Knowledge.Retrieval;

/// <summary>What a question asks of the index: its words, also shortened and misspelt ones, the phrases it puts in quotes, and its vector where there is one.</summary>
internal static class QueryPlan
{
    // Words count 1 and a cosine 0.5: with embedders behind an address, more lost to words alone where those embedders are small.
    private const float VectorWeight = 1 / 3f;

    // Words count 1 and a cosine 0.6. Weight and feedback were chosen by cross-validation over sets, see docs/design/0005.
    public const float FittedWeight = 0.375f;

    /// <summary>The best chunks by words say most of where the vector leg looks.</summary>
    public static readonly VectorFeedback FittedFeedback = new(Entries: 4, Weight: 8);

    // What words side by side add to words apart; between 0.1 and 0.25 every language and kind of query gained or stayed.
    private const float PairWeight = 0.25f;

    // Each may stand for dozens of terms; beyond these they are words.
    private const int MostWideWords = 8;

    public static Query Of(Question question, QueryVector? vector)
    {
        var text = question.Text;
        var near = vector is null ? null : new Query.Nearest(vector.Vector, question.Effort);
        if (near is not null && (question.Mode == RetrievalMode.Vector || string.IsNullOrWhiteSpace(text))) return near;
        var phrases = Phrases(text);
        var words = Words(text.Replace('"', ' '));
        if (question.Also.Count > 0) words = new Query.Any([words, .. question.Also.Select(a => new Query.Weighted(new Query.Words(a.Text, PairWeight: PairWeight), a.Weight))]);
        if (phrases.Count > 0) words = new Query.Every([words, .. phrases.Select(p => new Query.Phrase(p))]);
        if (near is null) return words;
        return vector!.Embedder.Kind == EmbedderKind.Fitted
            ? new Query.Fused(words, near, FittedWeight) { Feedback = FittedFeedback }
            : new Query.Fused(words, near, VectorWeight);
    }

    // conf* stands for the words that begin so, name~ and name~2 for those that differ by one or two letters; all else are words.
    private static Query Words(string text)
    {
        var wide = new List<Query>();
        var plain = new List<string>();
        foreach (var word in text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
        {
            if (wide.Count < MostWideWords && Wide(word) is { } query) wide.Add(query);
            else plain.Add(word);
        }

        if (wide.Count == 0) return new Query.Words(text, PairWeight: PairWeight);
        if (plain.Count > 0) wide.Insert(0, new Query.Words(string.Join(' ', plain), PairWeight: PairWeight));
        return wide.Count == 1 ? wide[0] : new Query.Any(wide);
    }

    private static Query? Wide(string word)
    {
        var end = word.AsSpan().IndexOfAny('*', '~');
        if (end < 1 || !char.IsLetterOrDigit(word[end - 1])) return null;
        return word[end..] switch
        {
            "*" => new Query.Prefix(word[..end]),
            "~" or "~1" => new Query.Fuzzy(word[..end], 1),
            "~2" => new Query.Fuzzy(word[..end], 2),
            _ => null,
        };
    }

    private static List<string> Phrases(string text)
    {
        var phrases = new List<string>();
        for (var open = text.IndexOf('"'); open >= 0;)
        {
            var close = text.IndexOf('"', open + 1);
            if (close < 0) break;
            var phrase = text[(open + 1)..close].Trim();
            if (phrase.Length > 0) phrases.Add(phrase);
            open = text.IndexOf('"', close + 1);
        }

        return phrases;
    }
}
