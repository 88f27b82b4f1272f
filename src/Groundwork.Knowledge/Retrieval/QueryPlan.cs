using Groundwork.Search;

namespace Groundwork.Knowledge.Retrieval;

/// <summary>What a question asks of the index: its words, the phrases it puts in quotes, and its vector where there is one.</summary>
internal static class QueryPlan
{
    // The share of the vector leg when both legs take part. Static and small embedders lose to words alone when they get more.
    private const float VectorWeight = 0.5f;

    // What words side by side add to words apart; between 0.1 and 0.25 every language and kind of query gained or stayed.
    private const float PairWeight = 0.25f;

    public static Query Of(string text, ReadOnlyMemory<float>? vector, RetrievalMode mode)
    {
        if (vector is { } alone && (mode == RetrievalMode.Vector || string.IsNullOrWhiteSpace(text))) return new Query.Nearest(alone);
        var phrases = Phrases(text);
        Query words = new Query.Words(text.Replace('"', ' '), PairWeight: PairWeight);
        if (phrases.Count > 0) words = new Query.Every([words, .. phrases.Select(p => new Query.Phrase(p))]);
        return vector is { } near ? new Query.Fused(words, new Query.Nearest(near), VectorWeight) : words;
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
