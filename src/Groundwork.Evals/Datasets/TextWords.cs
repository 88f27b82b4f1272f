using Groundwork.Language;

namespace Groundwork.Evals.Datasets;

/// <summary>The words of a text in lower case; in scripts without spaces each character is one.</summary>
internal static class TextWords
{
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        foreach (var span in WordSplitter.Split(text))
        {
            var word = span.Of(text).ToLowerInvariant();
            if (!IsUnspaced(word[0])) words.Add(word);
            else words.AddRange(word.Select(c => c.ToString()));
        }

        return words;
    }

    /// <summary>True in scripts that put no spaces between words.</summary>
    public static bool IsUnspaced(char c) => c is
        (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or
        (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');
}
