namespace Groundwork.Torture.Faults;

/// <summary>Changes as people make them every day that change nothing anybody can notice.</summary>
internal static class HarmlessChanges
{
    private const string Answering = "Groundwork.Knowledge/Answering/";

    public static IReadOnlyList<ProductChange> All { get; } = [.. Changes().Select(change => change with { IsHarmless = true })];

    private static IEnumerable<ProductChange> Changes() =>
    [
        // Other names and words.
        new("local-renamed", "Groundwork.Knowledge/FilterText.cs", "        var lower = name.Trim().ToLowerInvariant();\n        return PassageFields.BuiltIn.Contains(lower, StringComparer.Ordinal) ? lower : PassageFields.Metadata + lower;", "        var folded = name.Trim().ToLowerInvariant();\n        return PassageFields.BuiltIn.Contains(folded, StringComparer.Ordinal) ? folded : PassageFields.Metadata + folded;"),
        new("comment-reworded", "Groundwork.Search/Searching/Bm25F.cs", "// Read once for every posting, so computed once for every length a byte can hold.", "// Computed once for each length that a byte can hold:\n    // it is read for every posting."),
        new("message-reworded", "Groundwork.Knowledge/ExtractiveAnswerer.cs", "The closest passages say too little about what is asked.", "What comes closest says too little about the question."),

        // Sums and conditions in another order.
        new("sum-reordered", "Groundwork.Search/Searching/FusedLeg.cs", "((1 - _query.VectorWeight) * textValue) + (_query.VectorWeight * nearValue)", "(nearValue * _query.VectorWeight) + (textValue * (1 - _query.VectorWeight))"),
        new("logarithm-reordered", "Groundwork.Search/Searching/Bm25F.cs", "Math.Log(1 + ((entryCount - documentFrequency + 0.5) / (documentFrequency + 0.5)))", "Math.Log(((entryCount - documentFrequency + 0.5) / (documentFrequency + 0.5)) + 1)"),
        new("regression-backwards", Answering + "AnswerConfidence.cs", "for (var i = 0; i < features.Length; i++) sum += weights[i] * features[i];", "for (var i = features.Length - 1; i >= 0; i--) sum += features[i] * weights[i];"),
        new("saturation-rewritten", "Groundwork.Search/Searching/Bm25F.cs", "frequency * (k1 + 1) / (k1 + frequency)", "(k1 + 1) * (frequency / (frequency + k1))"),
        new("condition-reordered", Answering + "QuoteCheck.cs", "within.IsEmpty || !span.IsWithin(document.Text.Length) || !string.Equals(span.Of(document.Text), quote, StringComparison.Ordinal)", "!span.IsWithin(document.Text.Length) || within.IsEmpty || !string.Equals(quote, span.Of(document.Text), StringComparison.Ordinal)"),
        new("bound-rewritten", "Groundwork.Language/Stemming/EnglishStemmer.cs", "if (word.Length < 3) return;", "if (word.Length <= 2) return;"),

        // Loops and LINQ.
        new("loop-to-linq", "Groundwork.Search/Searching/FilterEvaluation.cs", "foreach (var value in test.Values) AddKeyword(segment, test.Field, value, set);", "foreach (var value in test.Values.Reverse()) AddKeyword(segment, test.Field, value, set);"),
        new("linq-to-loop", Answering + "EvidencePacker.cs", "return [.. AtBothEnds(packed)];", "var laidOut = new List<Evidence>(packed.Count);\n        foreach (var evidence in AtBothEnds(packed)) laidOut.Add(evidence);\n        return laidOut;"),
        new("search-to-count", "Groundwork.Search/Searching/FusedLeg.cs", "        var (low, high) = (0, pool.Length);\n        while (low < high)\n        {\n            var middle = (low + high) >>> 1;\n            if (pool[middle] > score) low = middle + 1;\n            else high = middle;\n        }\n\n        return low + 1;", "        return pool.Count(other => other > score) + 1;"),
        new("fold-rewritten", "Groundwork.Language/Analysis/Normalization.cs", "char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i]", "source[i] is >= 'A' and <= 'Z' ? (char)(source[i] + 32) : source[i]"),
        new("choice-rewritten", Answering + "SentenceChoice.cs", "return [.. chosen.OrderBy(s => s.PassageIndex).ThenBy(s => s.Ordinal)];", "return [.. chosen.OrderBy(s => (s.PassageIndex, s.Ordinal))];"),

        // Sizes of buffers, caches and batches.
        new("spill-halved", "Groundwork.Knowledge/PassageFields.cs", "private const long SpillBytes = 16L << 20;", "private const long SpillBytes = 8L << 20;"),
        new("merge-smaller", "Groundwork.Knowledge/PassageFields.cs", "private const long MaxMergedBytes = 192L << 20;", "private const long MaxMergedBytes = 96L << 20;"),
        new("heap-larger", "Groundwork.Search/Searching/BestHits.cs", "new(Math.Min(limit, 256))", "new(Math.Min(limit, 1024))"),
        new("word-cache-smaller", "Groundwork.Language/Analysis/WordCache.cs", "private const int MostSets = 1 << 15;", "private const int MostSets = 1 << 10;"),
        new("filter-cache-smaller", "Groundwork.Search/Segments/FilterCache.cs", "private const int SetsWanted = 64;", "private const int SetsWanted = 2;"),
        new("batches-smaller", "Groundwork.Knowledge/Ingestion/IngestRun.cs", "private const int BatchDocuments = 64;", "private const int BatchDocuments = 7;"),
        new("fitting-batches-smaller", "Groundwork.Knowledge/Meaning/ModelFitting.cs", "private const int BatchChunks = 512;", "private const int BatchChunks = 100;"),
        new("codes-checked-oftener", "Groundwork.Search/Vectors/GraphBuilder.cs", "private const int RowsPerCheck = 64;", "private const int RowsPerCheck = 16;"),

        // Chance, order and threads.
        new("other-seed", "Groundwork.Knowledge/Meaning/ModelFitting.cs", "private const ulong Seed = 0x67726F756E64;", "private const ulong Seed = 0x67726F756E65;"),
        new("other-file-order", "Groundwork.Knowledge/Ingestion/Listing.cs", "            await foreach (var item in source.ListAsync(versions, cancellationToken)) listing.Add(item);", "            var items = new List<SourceItem>();\n            await foreach (var item in source.ListAsync(versions, cancellationToken)) items.Insert(0, item);\n            foreach (var item in items) listing.Add(item);"),
        new("read-one-by-one", "Groundwork.Knowledge/Ingestion/ReadAhead.cs", "(underWay.Count >= depth || carried", "(underWay.Count >= 1 || carried"),
    ];
}
