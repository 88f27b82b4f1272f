using Groundwork.Search;

namespace Groundwork.Knowledge.Retrieval;

/// <summary>What a question asks of the index: its words, the phrases it puts in quotes, and its vector where there is one.</summary>
internal static class QueryPlan
{
    // Words count 1 and a cosine 0.5: with embedders behind an address, more lost to words alone where those embedders are small.
    private const float VectorWeight = 1 / 3f;

    // Words count 1 and a cosine 0.6. Weight and feedback were chosen by cross-validation over sets, see docs/design/0005.
    public const float FittedWeight = 0.375f;

    /// <summary>The best chunks by words say most of where the vector leg looks.</summary>
    public static readonly VectorFeedback FittedFeedback = new(Entries: 3, Weight: 8);

    // What words side by side add to words apart; between 0.1 and 0.25 every language and kind of query gained or stayed.
    private const float PairWeight = 0.25f;

    public static Query Of(string text, QueryVector? vector, RetrievalMode mode)
    {
        if (vector is not null && (mode == RetrievalMode.Vector || string.IsNullOrWhiteSpace(text))) return new Query.Nearest(vector.Vector);
        var phrases = Phrases(text);
        Query words = new Query.Words(text.Replace('"', ' '), PairWeight: PairWeight);
        if (phrases.Count > 0) words = new Query.Every([words, .. phrases.Select(p => new Query.Phrase(p))]);
        if (vector is null) return words;
        var near = new Query.Nearest(vector.Vector);
        return vector.Embedder.Kind == EmbedderKind.Fitted
            ? new Query.Fused(words, near, FittedWeight) { Feedback = FittedFeedback }
            : new Query.Fused(words, near, VectorWeight);
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
