namespace Groundwork.Torture.Faults;

/// <summary>Mistakes as people make them; the gates were not written to any of them.</summary>
internal static class ProductFaults
{
    private const string Answering = "Groundwork.Knowledge/Answering/";

    public static IReadOnlyList<ProductChange> All { get; } =
    [
        // Language.
        new("english-stemmer", "Groundwork.Language/Stemming/EnglishStemmer.cs", "        Step1A(word);\n        if (!s_inv", "        if (!s_inv"),
        new("german-stemmer", "Groundwork.Language/Stemming/GermanStemmer.cs", "        Step1(word, r1);\n", ""),
        new("russian-stemmer", "Groundwork.Language/Stemming/RussianStemmer.cs", "if (firstVowel < 0) return;", "if (firstVowel >= 0) return;"),
        new("no-bigrams", "Groundwork.Language/TextAnalyzer.cs", "var next = middle < run.Length ? Clusters.End(run, middle) : middle;", "var next = run.Length;"),
        new("case-kept", "Groundwork.Language/Analysis/Normalization.cs", "if (!word.ContainsAnyInRange('A', 'Z')) return", "if (word.Length > 0) return"),
        new("accents-kept", "Groundwork.Language/Analysis/Diacritics.cs", "if (Ascii.IsValid(word)) return word;", "if (word.Length > 0) return word;"),

        // Ranking.
        new("fusion-weights-swapped", "Groundwork.Search/Searching/FusedLeg.cs", "((1 - _query.VectorWeight) * textValue) + (_query.VectorWeight * nearValue)", "(_query.VectorWeight * textValue) + ((1 - _query.VectorWeight) * nearValue)"),
        new("similarity-negated", "Groundwork.Search/Vectors/VectorSearch.cs", "return Math.Clamp(TensorPrimitives.Dot(_vector, vector) / (_length * length), -1, 1);", "return Math.Clamp(-TensorPrimitives.Dot(_vector, vector) / (_length * length), -1, 1);"),
        new("no-rarity", "Groundwork.Search/Searching/Bm25F.cs", "(float)Math.Log(1 + ((entryCount - documentFrequency + 0.5) / (documentFrequency + 0.5)))", "documentFrequency > 0 ? 1f : 0f"),
        new("length-inverted", "Groundwork.Search/Segments/FieldWeighting.cs", "table[code] = Weight / LengthFactor(", "table[code] = Weight * LengthFactor("),
        new("title-ignored", "Groundwork.Knowledge/PassageFields.cs", "record.HasContext ? record.Title : string.Empty", "string.Empty"),
        new("headings-ignored", "Groundwork.Knowledge/PassageFields.cs", "record.HasContext ? string.Join('\\n', record.Chunk.Headings) : string.Empty", "string.Empty"),
        new("first-hit-lost", "Groundwork.Knowledge/HybridRetriever.cs", ".. hits.Where(h => chunks.ContainsKey(h.Key.Value)).Take(limit)", ".. hits.Where(h => chunks.ContainsKey(h.Key.Value)).Skip(1).Take(limit)"),
        new("hits-doubled", "Groundwork.Knowledge/HybridRetriever.cs", ".. hits.Where(h => chunks.ContainsKey(h.Key.Value)).Take(limit)", ".. hits.Where(h => chunks.ContainsKey(h.Key.Value)).SelectMany(h => new[] { h, h }).Take(limit)"),
        new("last-section-lost", "Groundwork.Documents/HeadingChunker.cs", "foreach (var group in SectionGroups.Of(Section.AllOf(document), _options))", "var groups = SectionGroups.Of(Section.AllOf(document), _options).ToList();\n        foreach (var group in groups.SkipLast(groups.Count > 1 ? 1 : 0))"),

        // Rights and freshness.
        new("filter-ignored", "Groundwork.Knowledge/HybridRetriever.cs", "new SearchRequest(query, question.Within, wanted, explain)", "new SearchRequest(query, null, wanted, explain)"),
        new("filter-negated", "Groundwork.Knowledge/FilterText.cs", "\"=\" => Equal(field, value),", "\"=\" => new Filter.Not(Equal(field, value)),"),
        new("stale-snapshot", "Groundwork.Search/Commits/CommitFollower.cs", "_published is not null ? _published.IsCurrent :", "_published is not null ? _published.Content.Length > 0 :"),
        new("deletions-forgotten", "Groundwork.Knowledge/Ingestion/IngestRun.cs", "        await _writer.RemoveAsync(documents, cancellationToken);\n", "        if (isMoved) await _writer.RemoveAsync(documents, cancellationToken);\n"),
        new("changes-overlooked", "Groundwork.Knowledge/Ingestion/KnownFile.cs", "Hash == hash && string.Equals(Reading", "Hash is not null && hash.Hex.Length > 0 && string.Equals(Reading"),

        // Understanding.
        new("history-dropped", "Groundwork.Knowledge/Understanding/FollowUpStep.cs", "if (question.Before.Count == 0) return", "if (question.Before.Count >= 0) return"),
        new("right-words-corrected", "Groundwork.Knowledge/Understanding/SpellingStep.cs", "if (word.Entries > 0 || word.IsStopWord", "if (word.IsStopWord"),

        // Answers without a model.
        new("citation-shifted", Answering + "QuoteCheck.cs", "new Citation(document.Id, document.Hash, span, quote, document.PlaceOf(span))", "new Citation(document.Id, document.Hash, span.Shift(1), quote, document.PlaceOf(span))"),
        new("quotes-unchecked", Answering + "QuoteCheck.cs", "var span = within.Shift(chunk.Span.Start);\n        var quote = within.Of(chunk.Text);\n        if (within.IsEmpty || !span.IsWithin(document.Text.Length) || !string.Equals(span.Of(document.Text), quote, StringComparison.Ordinal)) return null;", "var span = within.Shift(chunk.Span.Start / 2);\n        var quote = within.Of(chunk.Text);\n        if (within.IsEmpty) return null;"),
        new("neighbour-cited", "Groundwork.Knowledge/ExtractiveAnswerer.cs", "check.CiteAsync(sentence.Passage, sentence.Span,", "check.CiteAsync(found.Passages[(sentence.PassageIndex + 1) % found.Passages.Count], sentence.Span,"),
        new("always-answers", "Groundwork.Knowledge/ExtractiveAnswerer.cs", "if (evidence.Signs.Strength <= 0 || confidence < AnswerOptions.LeastConfidence(_options.WrongCost ?? AnswerOptions.DefaultWrongCost))", "if (evidence.Signs.Strength <= 0)"),
        new("always-declines", "Groundwork.Knowledge/ExtractiveAnswerer.cs", "if (evidence.Signs.Strength <= 0 || confidence < AnswerOptions.LeastConfidence(_options.WrongCost ?? AnswerOptions.DefaultWrongCost))", "if (confidence < 1)"),
        new("one-passage-read", "Groundwork.Knowledge/ExtractiveAnswerer.cs", "private const int Passages = 8;", "private const int Passages = 1;"),

        // Answers of a model.
        new("citations-not-asked", Answering + "grounded.prompt.md", "- After every sentence, name the evidence that proves it and quote the shortest exact words that do, like this:\n  The limit is 50 requests per minute. [2 \"at most 50 requests per minute\"]\n", ""),
        new("refusal-not-told", Answering + "grounded.prompt.md", "- If the evidence does not answer the question, write exactly: NO ANSWER\n", ""),
        new("evidence-misnumbered", Answering + "GroundedPrompt.cs", "foreach (var (number, passage) in evidence)", "foreach (var (number, passage) in evidence.Zip(evidence.Reverse(), (kept, other) => (kept.Number, other.Passage)))"),
        new("evidence-cut", Answering + "GroundedPrompt.cs", "Fence.Around(passage.Chunk.Text)", "Fence.Around(passage.Chunk.Text[..Math.Min(120, passage.Chunk.Text.Length)])"),
        new("last-evidence-only", Answering + "EvidencePacker.cs", "return [.. AtBothEnds(packed)];", "return [.. packed.TakeLast(1)];"),
        new("marker-off-by-one", Answering + "CitationReader.cs", "markers.Add(new CitationMarker(value, quote));", "markers.Add(new CitationMarker(value + 1, quote));"),
    ];
}
