namespace Groundwork.Language;

/// <summary>A word or identifier as it stands in texts, and the terms it gives.</summary>
public sealed class AnalyzedWord
{
    // Most words have one term, which needs no array.
    private readonly WordTerm _only;
    private readonly WordTerm[]? _terms;

    internal AnalyzedWord(string word, WordTerm term) => (Word, _only, Positions) = (word, term, 1);

    internal AnalyzedWord(string word, WordTerm[] terms, int positions) => (Word, _terms, Positions) = (word, terms, positions);

    /// <summary>The terms in order of start and position; none when the word leaves nothing to index.</summary>
    public ReadOnlySpan<WordTerm> Terms => _terms ?? new ReadOnlySpan<WordTerm>(in _only);

    /// <summary>Positions the word takes, ≥ 0. The next word follows after them.</summary>
    public int Positions { get; }

    /// <summary>The word, untouched.</summary>
    internal string Word { get; }
}
