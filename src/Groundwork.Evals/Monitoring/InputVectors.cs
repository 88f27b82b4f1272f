using Groundwork.Language;

namespace Groundwork.Evals.Monitoring;

/// <summary>Makes vectors of inputs: their embeddings where all have one of the same size, else their words, hashed.</summary>
/// <remarks>Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning"; a word weighs (1 + ln tf) · ln(1 + N / df) over both windows together.</remarks>
internal static class InputVectors
{
    private const int Dimensions = 1 << 12;
    private const int MostCharacters = 20_000;

    /// <summary>Vectors in the order of the items; null when no item has a vector or a word.</summary>
    public static InputVector[]? Of(IReadOnlyList<DriftItem> items)
    {
        var size = items.Count == 0 ? 0 : items[0].Vector.Length;
        var isEmbedded = size > 0 && items.All(i => i.Vector.Length == size && i.Vector.Span.IndexOfAnyExceptInRange(-float.MaxValue, float.MaxValue) < 0);
        if (!isEmbedded) return OfWords(items);
        var places = Enumerable.Range(0, size).ToArray();
        return [.. items.Select(i => InputVector.Of(places, [.. i.Vector.ToArray().Select(v => (double)v)]))];
    }

    private static InputVector[]? OfWords(IReadOnlyList<DriftItem> items)
    {
        var analyzer = new TextAnalyzer(LanguageCode.Undetermined);
        var terms = new List<Term>();
        var counts = new List<SortedDictionary<int, int>>(items.Count);
        var documents = new int[Dimensions];
        foreach (var item in items)
        {
            terms.Clear();
            analyzer.Analyze(item.Text.Length <= MostCharacters ? item.Text : item.Text[..MostCharacters], terms);
            var own = new SortedDictionary<int, int>();
            foreach (var term in terms) own[PlaceOf(term.Text)] = own.GetValueOrDefault(PlaceOf(term.Text)) + 1;
            foreach (var place in own.Keys) documents[place]++;
            counts.Add(own);
        }

        if (counts.TrueForAll(c => c.Count == 0)) return null;
        return [.. counts.Select(own => InputVector.Of([.. own.Keys], [.. own.Select(w => (1 + Math.Log(w.Value)) * Math.Log(1 + ((double)items.Count / documents[w.Key])))]))];
    }

    // FNV-1a, the same on every machine.
    private static int PlaceOf(string term)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var letter in term) hash = (hash ^ letter) * 0x100000001B3UL;
        return (int)((hash ^ (hash >> 32)) % Dimensions);
    }
}
