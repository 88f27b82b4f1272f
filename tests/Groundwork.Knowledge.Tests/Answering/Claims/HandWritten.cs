namespace Groundwork.Knowledge.Tests.Answering.Claims;

/// <summary>Statements about the handbook as a person words them, and statements that a person would make by mistake. Each names words of the passage that it is about.</summary>
internal static class HandWritten
{
    public static IReadOnlyList<(string Document, string Passage, string Statement)> Good { get; } =
    [
        ("citations.md", "A document citation names only the file", "With a document citation the reader must search the whole document, because only the file or page is named."),
        ("citations.md", "A document citation names only the file", "Span citations point to exact start and end offsets, so software can highlight the very words."),
        ("citations.md", "In-line citing asks the model", "Up to 57% of citations were unfaithful in the experiment of Wallat and colleagues 2024."),
        ("citations.md", "An exact quote check compares", "The check compares the cited slice with the quoted text character by character."),
        ("citations.md", "An exact quote check compares", "Invented quotations and shifted offsets are caught by an exact quote check."),
        ("citations.md", "An entailment check asks", "Entailment models make mistakes on numbers and negation, so simple rules should be added beside them."),
        ("citations.md", "Citation recall is the share", "With 5 statements of which 4 are fully supported, and 6 citations of which 5 are valid, recall is 0.8 and precision 0.83."),
        ("citations.md", "Citation recall is the share", "In an audit of four generative search engines, Liu and colleagues found that 51.5 percent of sentences were fully supported."),
        ("citations.md", "Abstention means returning", "A system that always refuses makes no false claims but helps nobody."),
        ("bm25.md", "The parameter k1 sets", "The parameter b controls how strongly long documents are penalised, with b = 1 being full correction."),
        ("bm25.md", "The parameter k1 sets", "Repetition is ignored altogether when k1 = 0."),
        ("bm25.md", "The parameter k1 sets", "By default Lucene uses k1 = 1.2 and b = 0.75."),
        ("bm25.md", "BM25F extends BM25", "Adding separate scores per field is worse, because a term in title and body then counts almost twice."),
        ("bm25.md", "The BEIR benchmark tests", "Plain BM25 reaches an nDCG@10 of 0.679 on SciFact according to the Pyserini project."),
        ("bm25.md", "A tokeniser decides what", "Stemming lowered the share of title queries answered in the top ten by one to three points in Groundwork's own measurement."),
        ("bm25.md", "A tokeniser decides what", "The measurement covered 129 110 passages of technical documentation and 3 engines."),
        ("caching.md", "An exact cache returns", "An exact cache gives back a stored result only if the new request is identical after normalisation."),
        ("caching.md", "Choose exact caching first", "A semantic hit rate of 30 % with 1 % wrong hits gives 300 wrong answers per day at 100000 questions."),
        ("quantisation.md", "Symmetric INT8 quantisation", "INT4 has only sixteen levels, which is why 4-bit weights almost always need group scales."),
        ("quantisation.md", "Symmetric INT8 quantisation", "One 16-bit scale per 128 weights costs 0.125 extra bits per weight."),
        ("quantisation.md", "A 70B model therefore", "In FP16 a 70B model needs two GPUs with 80 GB each."),
        ("quantisation.md", "A 70B model therefore", "Reading 14 GB takes 4.2 ms at the 3.35 TB/s of the NVIDIA H100 SXM."),
    ];

    public static IReadOnlyList<(string Document, string Passage, string Statement)> Bad { get; } =
    [
        ("citations.md", "Citation recall is the share", "In an audit of four generative search engines, Gao and colleagues found that 51.5 percent of sentences were fully supported."),
        ("citations.md", "Citation recall is the share", "Liu and colleagues found 74.5 % of sentences fully supported."),
        ("citations.md", "In-line citing asks the model", "Wallat and colleagues found at least 67 % of citations unfaithful in their experiment."),
        ("citations.md", "An exact quote check compares", "An exact quote check proves that the quote supports the claim."),
        ("bm25.md", "The parameter k1 sets", "The parameter b sets how strongly short documents are penalised."),
        ("bm25.md", "The parameter k1 sets", "Lucene uses k1 = 0.75 and b = 1.2 by default."),
        ("bm25.md", "The BEIR benchmark tests", "Several dense retrievers in that study scored above BM25 on many datasets."),
        ("bm25.md", "The BEIR benchmark tests", "The Pyserini project lists nDCG@10 of 0.322 on SciFact for plain BM25."),
        ("caching.md", "An exact cache returns", "A semantic cache reuses attention state inside the serving engine for an identical beginning of the prompt."),
        ("caching.md", "Choose exact caching first", "Embedding similarity is often low for questions that differ in a negation, a number or a date."),
        ("quantisation.md", "Symmetric INT8 quantisation", "INT8 keeps an exponent, so its relative precision is similar across magnitudes."),
        ("quantisation.md", "A 70B model therefore", "Every decoding step of a dense model reads all weights, so fewer bits also mean slower generation."),
    ];
}
