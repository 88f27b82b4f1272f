namespace Groundwork.Language;

/// <summary>Receives the words of a text one by one. A struct, so that nothing is allocated and calls are direct.</summary>
/// <remarks>
/// A receiver numbers the words as it likes. The analyser remembers the numbers of frequent words, so that their terms need not be looked at
/// again for every occurrence.
/// </remarks>
public interface IWordSink
{
    /// <summary>Whose numbers these are: a number that no other receiver of this analyser's words uses, or 0 for numbers that nobody shall remember.</summary>
    long Owner { get; }

    /// <summary>The receiver's number for a word. Asked right before <see cref="Add"/>, unless the analyser remembers it.</summary>
    /// <param name="word">The word and its terms.</param>
    int NumberOf(AnalyzedWord word);

    /// <summary>Takes the next word.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="start">Where the word begins in the text, in UTF-16 code units; ascends.</param>
    /// <param name="position">Position of the word's first term; ascends from 0.</param>
    void Add(int number, int start, int position);
}
