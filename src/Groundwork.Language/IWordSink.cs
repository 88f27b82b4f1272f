namespace Groundwork.Language;

/// <summary>Receives the words of a text one by one. A struct, so that nothing is allocated and calls are direct.</summary>
public interface IWordSink
{
    /// <summary>Takes the next word.</summary>
    /// <param name="word">The word and its terms.</param>
    /// <param name="start">Where the word begins in the text, in UTF-16 code units; ascends.</param>
    /// <param name="position">Position of the word's first term; ascends from 0.</param>
    void Add(AnalyzedWord word, int start, int position);
}
