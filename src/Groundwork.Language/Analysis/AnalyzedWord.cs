namespace Groundwork.Language.Analysis;

/// <summary>A word as it stands in texts, and the terms it gives. Most words give one term: that case needs no array.</summary>
/// <param name="word">The word, untouched.</param>
/// <param name="first">The first term, or none when the word leaves nothing to index.</param>
/// <param name="more">Further terms, in order of start and position.</param>
/// <param name="positions">Positions the word takes.</param>
internal sealed class AnalyzedWord(string word, WordPiece? first, WordPiece[] more, int positions)
{
    public string Word { get; } = word;

    public WordPiece? First { get; } = first;

    public WordPiece[] More { get; } = more;

    public int Positions { get; } = positions;
}
