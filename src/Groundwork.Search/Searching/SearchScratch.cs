using Groundwork.Language;
using Groundwork.Search.Writing;

namespace Groundwork.Search.Searching;

/// <summary>Memory and analysers that one search uses and the next one uses again. For one thread at a time.</summary>
internal sealed class SearchScratch
{
    // A pasted page is rare; what it needed is not kept for ever.
    private const int MostKept = 256;
    private readonly Stack<PostingsScorer> _postings = new();
    private readonly Stack<WordScorer> _words = new();
    private readonly Stack<PhraseCount> _phrases = new();

    public AnalyzerSet Analyzers { get; } = new();

    /// <summary>The text that was analysed last.</summary>
    public QueryText Text { get; } = new();

    /// <summary>The phrase that is being read.</summary>
    public List<PhrasePart> Parts { get; } = [];

    /// <summary>By word of it: where its terms end.</summary>
    public List<int> WordEnds { get; } = [];

    public WordMerging Words { get; } = new();

    public IndexTerms Terms { get; } = new();

    public OpenOccurrences Occurrences { get; } = new();

    /// <summary>The pairs of the segment that is being searched.</summary>
    public PairScorer Pairs { get; } = new();

    public ScoreWindow Window { get; } = new();

    /// <summary>The window in which the members of one virtual term add up.</summary>
    public ScoreWindow MemberWindow { get; } = new();

    public WindowBounds Bounds { get; } = new();

    public CandidateList Candidates { get; } = new();

    public PostingsScorer RentPostings() => _postings.TryPop(out var scorer) ? scorer : new PostingsScorer();

    public void Return(PostingsScorer scorer)
    {
        if (_postings.Count < MostKept) _postings.Push(scorer);
    }

    public PhraseCount RentPhrase() => _phrases.TryPop(out var phrase) ? phrase : new PhraseCount();

    public void Return(PhraseCount phrase)
    {
        if (_phrases.Count < MostKept) _phrases.Push(phrase);
    }

    public WordScorer RentWord() => _words.TryPop(out var scorer) ? scorer : new WordScorer();

    public void Return(WordScorer scorer)
    {
        if (_words.Count < MostKept) _words.Push(scorer);
    }
}
