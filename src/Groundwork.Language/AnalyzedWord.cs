namespace Groundwork.Language;

/// <summary>A word or identifier as it stands in texts, and the terms it gives.</summary>
/// <remarks>
/// An analyser gives the same object again for as long as it remembers the word. Whoever receives words may note on each what it has made
/// of it, see <see cref="Note"/>: that saves looking the terms up again for every occurrence.
/// </remarks>
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

    /// <summary>Whose note this is; 0 as long as there is none. A receiver must trust the note only when it finds its own number here.</summary>
    public long NoteOwner { get; private set; }

    /// <summary>A number of the note's owner.</summary>
    public int Note { get; private set; }

    /// <summary>The word, untouched.</summary>
    internal string Word { get; }

    /// <summary>Leaves a note, in place of the one before.</summary>
    /// <param name="owner">A number that no other receiver of this analyser's words uses, not 0.</param>
    /// <param name="note">What to remember.</param>
    public void SetNote(long owner, int note) => (NoteOwner, Note) = (owner, note);
}
